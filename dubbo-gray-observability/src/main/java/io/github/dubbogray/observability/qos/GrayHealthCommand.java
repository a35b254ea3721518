package io.github.dubbogray.observability.qos;

import java.util.Set;
import org.apache.dubbo.qos.api.BaseCommand;
import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.qos.api.CommandContext;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.jspecify.annotations.Nullable;

/** The command {@code grayHealth}: {@link GrayReport#HEALTH} of every application of the process. */
@Cmd(
        name = "grayHealth",
        summary = "Gray release: the lanes that are watched, and who is out until when.",
        example = {"grayHealth", "grayHealth --json"})
public final class GrayHealthCommand implements BaseCommand {

    private static final Reply.Grammar GRAMMAR = new Reply.Grammar("grayHealth", Set.of(), 0);

    private final FrameworkModel framework;

    /** For Dubbo's extension loader. */
    public GrayHealthCommand(FrameworkModel framework) {
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
                        () -> GrayReport.HEALTH.json(framework.getApplicationModels()),
                        () -> GrayReport.HEALTH.toText(framework.getApplicationModels())));
    }
}
