package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.output.Output;
import io.github.dubbogray.grayctl.output.TextTable;
import io.github.dubbogray.nacos.gray.Change;
import io.github.dubbogray.nacos.gray.GrayDocument;
import io.github.dubbogray.nacos.gray.GrayDocuments;
import io.github.dubbogray.nacos.gray.Version;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a document became what it is: its changes, or one text of it. */
final class HistoryOptions {

    @Option(
            names = "-n",
            paramLabel = "NUMBER",
            defaultValue = "10",
            description = "How many changes; ${DEFAULT-VALUE} unless given.")
    private int number = 10;

    @Option(
            names = "--show",
            paramLabel = "BACK",
            description = "Print the document as it was so many changes ago, byte for byte, and nothing else.")
    private @Nullable Integer show;

    /** Refuses numbers that cannot be, before anything is asked. */
    void check() {
        requireInRange("-n", number, 1);
        if (show != null) {
            requireInRange("--show", show, 0);
        }
    }

    /** Returns how many changes are wanted. */
    int number() {
        return number;
    }

    /** Returns whether one text is wanted. */
    boolean isOfOneText() {
        return show != null;
    }

    /**
     * Tells it.
     *
     * @param document what it is called, with its place
     * @param columns how wide a table may be
     */
    int tell(GrayDocuments documents, String application, String document, Output output, int columns) {
        GrayDocument now = documents.read(application).orElse(null);
        if (show != null) {
            return show(application, now, documents.versions(application, now, show + 1), show, output);
        }
        List<Version> versions = documents.versions(application, now, number);
        if (output.isJson()) {
            output.json(versions.stream().map(HistoryOptions::toJson).toList());
        } else if (versions.isEmpty()) {
            output.line("Nacos remembers no change of " + document);
        } else {
            TextTable table = new TextTable("", "BACK", "TIME", "REVISION", "BY", "WHAT", "REASON");
            versions.forEach(version -> table.add(
                    String.valueOf(version.back()),
                    version.made().time().truncatedTo(ChronoUnit.SECONDS).toString(),
                    version.text() == null ? "none" : version.revision(),
                    authorOf(version),
                    whatOf(version),
                    version.change().map(Change::reason).orElse("")));
            table.toLines(columns, output::line);
        }
        return ExitCode.FINE;
    }

    private static void requireInRange(String option, int value, int least) {
        if (value < least || value > Earlier.MOST) {
            throw new CommandFailure(
                    ExitCode.USAGE, option + " is " + value + ", must be from " + least + " to " + Earlier.MOST);
        }
    }

    private static int show(
            String application, @Nullable GrayDocument now, List<Version> versions, int back, Output output) {
        String text = textOf(now, versions, back);
        if (text == null) {
            throw new CommandFailure(
                    ExitCode.FINDINGS, "there was no document of " + application + ", or Nacos does not remember it");
        }
        if (output.isJson()) {
            output.json(new JsonObject()
                    .put("application", application)
                    .put("back", back)
                    .put("text", text));
        } else {
            output.text(text);
        }
        return ExitCode.FINE;
    }

    /** What was before the oldest change that is remembered stands in that change. */
    private static @Nullable String textOf(@Nullable GrayDocument now, List<Version> versions, int back) {
        if (back == 0) {
            return now == null ? null : now.text();
        }
        return versions.size() < back ? null : versions.get(back - 1).made().before();
    }

    private static String authorOf(Version version) {
        return version.change()
                .map(Change::author)
                .orElseGet(() -> version.made().user().isEmpty()
                        ? version.made().address()
                        : version.made().user());
    }

    private static String whatOf(Version version) {
        return version.change()
                .map(Change::action)
                .orElseGet(() -> version.made().kind().name().toLowerCase(Locale.ROOT) + " in Nacos");
    }

    private static JsonObject toJson(Version version) {
        return new JsonObject()
                .put("back", version.back())
                .put("time", version.made().time().toString())
                .put("revision", version.revision())
                .put("by", authorOf(version))
                .put("what", whatOf(version))
                .put("reason", version.change().map(Change::reason).orElse(""))
                .put("from", version.made().address());
    }
}
