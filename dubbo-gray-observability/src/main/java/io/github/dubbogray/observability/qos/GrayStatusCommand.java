package io.github.dubbogray.observability.qos;

import java.util.Set;
import org.apache.dubbo.qos.api.BaseCommand;
import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.qos.api.CommandContext;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.jspecify.annotations.Nullable;

/** The command {@code grayStatus}: {@link GrayReport#STATUS} of every application of the process. */
@Cmd(
        name = "grayStatus",
        summary = "Gray release: labels, documents, drifts, counters and gauges.",
        example = {"grayStatus", "grayStatus --json"})
public final class GrayStatusCommand implements BaseCommand {

    private static final Reply.Grammar GRAMMAR = new Reply.Grammar("grayStatus", Set.of(), 0);

    private final FrameworkModel framework;

    /** For Dubbo's extension loader. */
    public GrayStatusCommand(FrameworkModel framework) {
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
                        () -> GrayReport.STATUS.json(framework.getApplicationModels()),
                        () -> GrayReport.STATUS.toText(framework.getApplicationModels())));
    }
}
