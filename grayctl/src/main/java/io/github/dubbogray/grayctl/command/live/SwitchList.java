package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.explain.SwitchReport;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.output.TextTable;
import picocli.CommandLine.Command;

/** Lists switches. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists switches: name, type, what they give now, owner and description.",
        footer = {"", ExitCode.LIVE_HELP})
public final class SwitchList extends AsksSwitches {

    /** Asks and answers in these surroundings. */
    public SwitchList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Switches switches = switchesIn(text());
        if (output().isJson()) {
            output().json(switches.all().stream().map(SwitchReport::toJson).toList());
            return ExitCode.FINE;
        }
        TextTable table = new TextTable("", SwitchReport.COLUMNS.toArray(String[]::new));
        switches.all().forEach(one -> table.add(SwitchReport.cells(one).toArray(String[]::new)));
        table.toLines(surroundings().columns(), output()::line);
        return ExitCode.FINE;
    }
}
