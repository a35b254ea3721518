package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.incident.Incident;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.output.TextTable;
import io.github.dubbogray.grayctl.release.IncidentReport;
import io.github.dubbogray.grayctl.release.IncidentRow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says which harm releases did. */
@Command(
        name = "incidents",
        mixinStandardHelpOptions = true,
        description =
                "Says which harm releases of an application did: all of it, or one incident as a report in Markdown. Ends"
                        + " with 1 if one is open.",
        footer = {"", ExitCode.LIVE_HELP})
public final class ListIncidents extends OfRelease {

    @Parameters(arity = "0..1", paramLabel = "NUMBER", description = "The incident to be reported.")
    private @Nullable Integer number;

    /** Asks and answers in these surroundings. */
    public ListIncidents(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Place place = connect();
        List<Incident> all = place.desk()
                .incidents()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FINDINGS,
                        "what is kept of incidents of " + place.store().application() + " cannot be read"))
                .list();
        Integer wanted = number;
        if (wanted == null) {
            list(all);
            return all.stream().anyMatch(Incident::isOpen) ? ExitCode.FINDINGS : ExitCode.FINE;
        }
        Incident one = all.stream()
                .filter(incident -> incident.number() == wanted)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FINDINGS,
                        "there is no incident " + wanted + " of "
                                + place.store().application()));
        report(place.store().application(), one);
        return one.isOpen() ? ExitCode.FINDINGS : ExitCode.FINE;
    }

    private void list(List<Incident> all) {
        if (output().isJson()) {
            output().json(all.stream()
                    .map(incident -> new IncidentRow(incident).toJson())
                    .toList());
        } else if (all.isEmpty()) {
            output().line("there was no incident");
        } else {
            TextTable table = new TextTable("", IncidentRow.head().toArray(String[]::new));
            all.forEach(incident -> table.add(new IncidentRow(incident).cells().toArray(String[]::new)));
            table.toLines(surroundings().columns(), output()::line);
        }
    }

    private void report(String application, Incident incident) {
        if (output().isJson()) {
            output().json(new IncidentRow(incident).toJson());
        } else {
            new IncidentReport(application, incident).toLines().forEach(output()::line);
        }
    }
}
