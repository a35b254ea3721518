package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.explain.SwitchReport;
import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a switch. */
@Command(
        name = "get",
        mixinStandardHelpOptions = true,
        description = "Shows everything that the document says of a switch.",
        footer = {"", ExitCode.LIVE_HELP})
public final class SwitchGet extends AsksSwitches {

    @Parameters(paramLabel = "NAME", description = "The switch.")
    private String name = "";

    /** Asks and answers in these surroundings. */
    public SwitchGet(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Switch found = named(switchesIn(text()), name);
        if (output().isJson()) {
            output().json(SwitchReport.toJson(found));
        } else {
            SwitchReport.toLines(found).forEach(output()::line);
        }
        return ExitCode.FINE;
    }
}
