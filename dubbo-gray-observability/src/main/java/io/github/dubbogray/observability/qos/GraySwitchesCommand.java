package io.github.dubbogray.observability.qos;

import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.rpc.model.FrameworkModel;

/** The command {@code graySwitches}: {@link GrayReport#SWITCHES} of every application of the process. */
@Cmd(
        name = GraySwitchesCommand.NAME,
        summary = "Gray release: the switches in force, and how many questions to them had no answer.",
        example = {"graySwitches", "graySwitches --json"})
public final class GraySwitchesCommand extends ReportCommand {

    static final String NAME = "graySwitches";

    /** For Dubbo's extension loader. */
    public GraySwitchesCommand(FrameworkModel framework) {
        super(NAME, GrayReport.SWITCHES, framework);
    }
}
