package io.github.dubbogray.observability.qos;

import java.util.Set;
import org.apache.dubbo.qos.api.BaseCommand;
import org.apache.dubbo.qos.api.CommandContext;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.jspecify.annotations.Nullable;

/** A command that takes no words and tells a report of every application of the process. */
abstract class ReportCommand implements BaseCommand {

    private final GrayReport report;
    private final Reply.Grammar grammar;
    private final FrameworkModel framework;

    ReportCommand(String name, GrayReport report, FrameworkModel framework) {
        this.report = report;
        this.grammar = new Reply.Grammar(name, Set.of(), 0);
        this.framework = framework;
    }

    @Override
    public boolean logResult() {
        return false;
    }

    @Override
    public String execute(CommandContext context, String @Nullable [] args) {
        return Reply.of(
                context,
                grammar,
                args,
                line -> new Reply.Told(
                        () -> report.json(framework.getApplicationModels()),
                        () -> report.toText(framework.getApplicationModels())));
    }
}
