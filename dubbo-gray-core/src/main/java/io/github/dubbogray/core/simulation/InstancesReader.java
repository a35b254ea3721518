package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.ProblemKind;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.simulation.SimulatedInstance.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads {@code instances} of a scenario. */
final class InstancesReader {

    private static final Set<String> KEYS = Set.of("name", "application", "labels", "count", "state");
    private static final int MOST = 10_000;

    private InstancesReader() {}

    static List<SimulatedInstance> read(Field instances) {
        List<SimulatedInstance> read = new ArrayList<>();
        List<Field> elements = instances.elements().orElse(List.of());
        elements.forEach(
                element -> element.fields().map(InstancesReader::readSeveral).ifPresent(read::addAll));
        if (elements.isEmpty() && instances.item() instanceof YamlItem.Listing) {
            instances.wrong(ProblemKind.NOTHING_IN_IT, "an empty list has nobody to serve; name at least one instance");
        }
        return read;
    }

    private static List<SimulatedInstance> readSeveral(Fields fields) {
        fields.only(KEYS, Set.of());
        Optional<String> name = fields.required("name").flatMap(Field::text);
        Optional<String> application = fields.required("application").flatMap(Field::text);
        Labels labels =
                fields.optional("labels").map(ScenarioReader::readLabels).orElse(Labels.NONE);
        int count = fields.optional("count")
                .flatMap(field -> field.wholeNumber(1, MOST))
                .orElse(1);
        State state =
                fields.optional("state").flatMap(InstancesReader::readState).orElse(State.PRESENT);
        return name.isEmpty() || application.isEmpty()
                ? List.of()
                : IntStream.rangeClosed(1, count)
                        .mapToObj(number -> new SimulatedInstance(
                                count == 1 ? name.get() : name.get() + "-" + number,
                                new Instance(application.get(), labels, state.standing()),
                                state))
                        .toList();
    }

    private static Optional<State> readState(Field field) {
        return field.as("present, unreachable, absent, unhealthy or out", text -> switch (text) {
            case "present" -> Optional.of(State.PRESENT);
            case "unreachable" -> Optional.of(State.UNREACHABLE);
            case "absent" -> Optional.of(State.ABSENT);
            case "unhealthy" -> Optional.of(State.UNHEALTHY);
            case "out" -> Optional.of(State.OUT);
            default -> Optional.empty();
        });
    }
}
