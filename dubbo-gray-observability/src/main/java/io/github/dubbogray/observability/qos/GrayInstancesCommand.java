package io.github.dubbogray.observability.qos;

import java.util.Set;
import org.apache.dubbo.qos.api.BaseCommand;
import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.qos.api.CommandContext;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.jspecify.annotations.Nullable;

/** The command {@code grayInstances}: {@link GrayReport#INSTANCES} of every application of the process. */
@Cmd(
        name = "grayInstances",
        summary = "Gray release: the instances that may be called, with lane, labels and health.",
        example = {"grayInstances", "grayInstances --json"})
public final class GrayInstancesCommand implements BaseCommand {

    private static final Reply.Grammar GRAMMAR = new Reply.Grammar("grayInstances", Set.of(), 0);

    private final FrameworkModel framework;

    /** For Dubbo's extension loader. */
    public GrayInstancesCommand(FrameworkModel framework) {
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
                        () -> GrayReport.INSTANCES.json(framework.getApplicationModels()),
                        () -> GrayReport.INSTANCES.toText(framework.getApplicationModels())));
    }
}
