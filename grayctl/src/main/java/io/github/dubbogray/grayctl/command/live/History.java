package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.grayctl.output.TextTable;
import io.github.dubbogray.nacos.gray.Change;
import java.time.temporal.ChronoUnit;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how a document became what it is. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description =
                "Tells how an application's document became what it is, the newest change first: who, when and why. With"
                        + " --instances, who changed which of its instances.",
        footer = {"", ExitCode.LIVE_HELP})
public final class History extends Live {

    @Mixin
    private final ApplicationOption application = new ApplicationOption();

    @Mixin
    private final HistoryOptions history = new HistoryOptions();

    @Option(
            names = "--instances",
            description = "What grayctl has changed of the application's instances, with the time of who did it.")
    private boolean isOfInstances;

    /** Asks and answers in these surroundings. */
    public History(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        history.check();
        if (isOfInstances && history.isOfOneText()) {
            throw new CommandFailure(ExitCode.USAGE, "--show is of documents: leave out --instances");
        }
        Nacos nacos = server().connect();
        String name = application.name(server());
        if (isOfInstances) {
            tell(
                    nacos.instanceNotes().changes(name).stream()
                            .limit(history.number())
                            .toList(),
                    name + " in " + nacos.place());
            return ExitCode.FINE;
        }
        return history.tell(
                nacos.documents(),
                name,
                "the document of " + name + " in " + nacos.place(),
                output(),
                surroundings().columns());
    }

    private void tell(List<Change> changes, String place) {
        if (output().isJson()) {
            output().json(changes.stream()
                    .map(change -> new JsonObject()
                            .put("time", change.time().toString())
                            .put("by", change.author())
                            .put("what", change.action())
                            .put("reason", change.reason()))
                    .toList());
        } else if (changes.isEmpty()) {
            output().line("grayctl has changed no instance of " + place);
        } else {
            TextTable table = new TextTable("", "TIME", "BY", "WHAT", "REASON");
            changes.forEach(change -> table.add(
                    change.time().truncatedTo(ChronoUnit.SECONDS).toString(),
                    change.author(),
                    change.action(),
                    change.reason()));
            table.toLines(surroundings().columns(), output()::line);
        }
    }
}
