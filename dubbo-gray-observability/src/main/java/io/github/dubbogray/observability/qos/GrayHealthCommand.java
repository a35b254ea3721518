package io.github.dubbogray.observability.qos;

import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.rpc.model.FrameworkModel;

/** The command {@code grayHealth}: {@link GrayReport#HEALTH} of every application of the process. */
@Cmd(
        name = GrayHealthCommand.NAME,
        summary = "Gray release: the lanes that are watched, and who is out until when.",
        example = {"grayHealth", "grayHealth --json"})
public final class GrayHealthCommand extends ReportCommand {

    static final String NAME = "grayHealth";

    /** For Dubbo's extension loader. */
    public GrayHealthCommand(FrameworkModel framework) {
        super(NAME, GrayReport.HEALTH, framework);
    }
}
