package io.github.dubbogray.observability.qos;

import java.util.Set;
import org.apache.dubbo.qos.api.BaseCommand;
import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.qos.api.CommandContext;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.jspecify.annotations.Nullable;

/** The command {@code grayRules}: {@link GrayReport#RULES} of every application of the process. */
@Cmd(
        name = "grayRules",
        summary = "Gray release: the documents in force, with their lanes and rules.",
        example = {"grayRules", "grayRules --json"})
public final class GrayRulesCommand implements BaseCommand {

    private static final Reply.Grammar GRAMMAR = new Reply.Grammar("grayRules", Set.of(), 0);

    private final FrameworkModel framework;

    /** For Dubbo's extension loader. */
    public GrayRulesCommand(FrameworkModel framework) {
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
                GRAMMAR,
                args,
                line -> new Reply.Told(
                        () -> GrayReport.RULES.json(framework.getApplicationModels()),
                        () -> GrayReport.RULES.toText(framework.getApplicationModels())));
    }
}
