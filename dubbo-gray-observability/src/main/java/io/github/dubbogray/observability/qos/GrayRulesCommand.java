package io.github.dubbogray.observability.qos;

import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.rpc.model.FrameworkModel;

/** The command {@code grayRules}: {@link GrayReport#RULES} of every application of the process. */
@Cmd(
        name = GrayRulesCommand.NAME,
        summary = "Gray release: the documents in force, with their lanes and rules.",
        example = {"grayRules", "grayRules --json"})
public final class GrayRulesCommand extends ReportCommand {

    static final String NAME = "grayRules";

    /** For Dubbo's extension loader. */
    public GrayRulesCommand(FrameworkModel framework) {
        super(NAME, GrayReport.RULES, framework);
    }
}
