package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.SwitchReport;
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
        TextTable table = new TextTable("", "SWITCH", "TYPE", "NOW", "OWNER", "DESCRIPTION");
        for (Switch one : switches.all()) {
            Switch.Definition definition = one.definition();
            table.add(
                    one.name(),
                    one.type().spelling(),
                    SwitchReport.now(definition),
                    definition.owner(),
                    definition.description());
        }
        table.toLines(output()::line);
        return ExitCode.FINE;
    }
}
