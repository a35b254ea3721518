package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.release.Report;
import picocli.CommandLine.Command;

/** Writes what a release came to. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Writes what a release came to, in Markdown: outcome, trigger, time to detect, to act and to recover.",
        footer = {"", ExitCode.LIVE_HELP})
public final class PrintReport extends OfRelease {

    /** Asks and answers in these surroundings. */
    public PrintReport(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Place place = connect();
        new Report(place.file(), place.plan()).toLines().forEach(output()::line);
        return ExitCode.FINE;
    }
}
