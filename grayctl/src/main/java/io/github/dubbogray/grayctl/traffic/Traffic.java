package io.github.dubbogray.grayctl.traffic;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.record.Asked;
import io.github.dubbogray.core.record.RecordedProcess;
import io.github.dubbogray.core.record.RecordingReader;
import io.github.dubbogray.core.record.RecordingReading;
import io.github.dubbogray.core.record.Replay;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.grayctl.input.Input;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recorded traffic with the documents that were in force.
 *
 * @param name what messages call it
 */
public record Traffic(String name, List<RecordedProcess> processes, Map<Replay.Document, Table> tables) {

    /** Copies both. */
    public Traffic {
        processes = List.copyOf(processes);
        tables = Map.copyOf(tables);
    }

    /** What a text turned out to be. */
    public sealed interface Found {

        /** A recording. */
        record Good(Traffic traffic) implements Found {}

        /** None: why, a sentence that names the file. */
        record Bad(String problem) implements Found {}
    }

    /** Reads a recording. */
    public static Found of(Input.Text text) {
        RecordingReading reading = RecordingReader.read(text.text().lines().toList());
        if (reading instanceof RecordingReading.Refused refused) {
            return new Found.Bad(text.name() + " is no recording of grayctl: " + refused.problem());
        }
        List<RecordedProcess> processes = ((RecordingReading.Accepted) reading).processes();
        Map<Replay.Document, Table> tables = new HashMap<>();
        Set<String> refused = new TreeSet<>();
        processes.stream()
                .flatMap(process -> process.documents().entrySet().stream())
                .distinct()
                .forEach(document -> {
                    if (DocumentReader.read(document.getValue()) instanceof Reading.Accepted accepted) {
                        Table table = accepted.table();
                        tables.put(new Replay.Document(table.application(), table.revision()), table);
                    } else {
                        refused.add(document.getKey());
                    }
                });
        if (!refused.isEmpty()) {
            return new Found.Bad(
                    text.name() + " has documents that this grayctl refuses: revision " + String.join(", ", refused));
        }
        Traffic traffic = new Traffic(text.name(), processes, tables);
        return traffic.missing()
                .<Found>map(missing -> new Found.Bad(text.name() + " has decisions by revision " + missing.revision()
                        + " of " + missing.application() + ", of which it has no text"))
                .findFirst()
                .orElse(new Found.Good(traffic));
    }

    private Stream<Replay.Document> missing() {
        return asked().filter(asked -> !asked.revision().equals(Table.NO_REVISION))
                .map(asked -> new Replay.Document(asked.application(), asked.revision()))
                .distinct()
                .filter(document -> !tables.containsKey(document));
    }

    private Stream<Asked> asked() {
        return processes.stream()
                .flatMap(process -> process.decisions().stream())
                .flatMap(decision -> decision.request().asked().stream());
    }

    /** Returns the applications that were asked. */
    public Set<String> applications() {
        return asked().map(Asked::application).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns what another document would make of it. */
    public Replayed under(Table next) {
        return new Replayed(this, Replay.of(processes, tables, next));
    }
}
