package io.github.dubbogray.observability.qos;

import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.rpc.model.FrameworkModel;

/** The command {@code grayStatus}: {@link GrayReport#STATUS} of every application of the process. */
@Cmd(
        name = GrayStatusCommand.NAME,
        summary = "Gray release: labels, documents, drifts, counters and gauges.",
        example = {"grayStatus", "grayStatus --json"})
public final class GrayStatusCommand extends ReportCommand {

    static final String NAME = "grayStatus";

    /** For Dubbo's extension loader. */
    public GrayStatusCommand(FrameworkModel framework) {
        super(NAME, GrayReport.STATUS, framework);
    }
}
