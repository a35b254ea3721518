package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.HistoryEntry;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.output.TextTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;

/** Says how a release came to where it is. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Says how a release came to where it is: each state with its time and reason.",
        footer = {"", ExitCode.LIVE_HELP})
public final class ReleaseHistory extends OfRelease {

    /** Asks and answers in these surroundings. */
    public ReleaseHistory(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        List<HistoryEntry> history = connect().file().release().history();
        if (output().isJson()) {
            output().json(history.stream().map(ReleaseHistory::toJson).toList());
        } else if (history.isEmpty()) {
            output().line("the release has not begun");
        } else {
            TextTable table = new TextTable("", "time", "step", "state", "reason");
            history.forEach(
                    entry -> table.add(moment(entry), Integer.toString(entry.step()), entry.state(), entry.reason()));
            table.toLines(surroundings().columns(), output()::line);
        }
        return ExitCode.FINE;
    }

    private static String moment(HistoryEntry entry) {
        return Instant.ofEpochMilli(entry.atMillis())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static JsonObject toJson(HistoryEntry entry) {
        return new JsonObject()
                .put("time", moment(entry))
                .put("step", entry.step())
                .put("state", entry.state())
                .put("reason", entry.reason());
    }
}
