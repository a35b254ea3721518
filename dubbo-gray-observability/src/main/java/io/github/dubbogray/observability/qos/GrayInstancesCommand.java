package io.github.dubbogray.observability.qos;

import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.rpc.model.FrameworkModel;

/** The command {@code grayInstances}: {@link GrayReport#INSTANCES} of every application of the process. */
@Cmd(
        name = GrayInstancesCommand.NAME,
        summary = "Gray release: the instances that may be called, with lane, labels and health.",
        example = {"grayInstances", "grayInstances --json"})
public final class GrayInstancesCommand extends ReportCommand {

    static final String NAME = "grayInstances";

    /** For Dubbo's extension loader. */
    public GrayInstancesCommand(FrameworkModel framework) {
        super(NAME, GrayReport.INSTANCES, framework);
    }
}
