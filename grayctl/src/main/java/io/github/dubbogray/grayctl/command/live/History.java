package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.grayctl.output.TextTable;
import io.github.dubbogray.nacos.gray.Change;
import io.github.dubbogray.nacos.gray.GrayDocument;
import io.github.dubbogray.nacos.gray.Version;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how a document became what it is. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description =
                "Tells how an application's document became what it is, the newest change first: who, when and why.",
        footer = {"", ExitCode.LIVE_HELP})
public final class History extends Live {

    private static final int MOST = 400;

    @Mixin
    private final ApplicationOption application = new ApplicationOption();

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

    /** Asks and answers in these surroundings. */
    public History(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        requireInRange("-n", number, 1);
        Nacos nacos = server().connect();
        String name = application.name(server());
        GrayDocument now = nacos.documents().read(name).orElse(null);
        if (show != null) {
            requireInRange("--show", show, 0);
            return show(name, now, nacos.documents().versions(name, now, show + 1), show);
        }
        List<Version> versions = nacos.documents().versions(name, now, number);
        if (output().isJson()) {
            output().json(versions.stream().map(History::toJson).toList());
        } else if (versions.isEmpty()) {
            output().line("Nacos remembers no change of the document of " + name + " in " + nacos.place());
        } else {
            TextTable table = new TextTable("", "BACK", "TIME", "REVISION", "BY", "WHAT", "REASON");
            versions.forEach(version -> table.add(
                    String.valueOf(version.back()),
                    version.made().time().truncatedTo(ChronoUnit.SECONDS).toString(),
                    version.text() == null ? "none" : version.revision(),
                    authorOf(version),
                    whatOf(version),
                    version.change().map(Change::reason).orElse("")));
            table.toLines(output()::line);
        }
        return ExitCode.FINE;
    }

    private static void requireInRange(String option, int value, int least) {
        if (value < least || value > MOST) {
            throw new CommandFailure(
                    ExitCode.USAGE, option + " is " + value + ", must be from " + least + " to " + MOST);
        }
    }

    private int show(String application, @Nullable GrayDocument now, List<Version> versions, int back) {
        String text = textOf(now, versions, back);
        if (text == null) {
            throw new CommandFailure(
                    ExitCode.FINDINGS, "there was no document of " + application + ", or Nacos does not remember it");
        }
        if (output().isJson()) {
            output().json(new JsonObject()
                    .put("application", application)
                    .put("back", back)
                    .put("text", text));
        } else {
            output().text(text);
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
