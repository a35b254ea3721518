package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.ProblemKind;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.simulation.ValuePattern.Cycle;
import io.github.dubbogray.core.simulation.ValuePattern.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads {@code requests} of a scenario. */
final class PopulationReader {

    private static final int MOST_REQUESTS = 1_000_000;
    private static final int MOST_SEED = 999_999_999;

    private PopulationReader() {}

    static Optional<Population> read(Fields requests) {
        requests.only(Set.of("seed", "count", "groups"), Set.of());
        Optional<Integer> count = requests.required("count").flatMap(field -> field.wholeNumber(1, MOST_REQUESTS));
        int seed = requests.optional("seed")
                .flatMap(field -> field.wholeNumber(0, MOST_SEED))
                .orElse(0);
        Optional<List<RequestGroup>> groups = requests.optional("groups")
                .map(PopulationReader::readGroups)
                .orElse(Optional.of(List.of(RequestGroup.PLAIN)));
        return count.flatMap(number -> groups.map(found -> new Population(seed, number, found)));
    }

    private static Optional<List<RequestGroup>> readGroups(Field groups) {
        return groups.elements().flatMap(elements -> {
            List<RequestGroup> read = elements.stream()
                    .flatMap(element -> element.fields().flatMap(PopulationReader::readGroup).stream())
                    .toList();
            int sum = read.stream().mapToInt(RequestGroup::percent).sum();
            if (read.size() < elements.size()) {
                return Optional.empty(); // reported where it stands
            }
            return sum == 100
                    ? Optional.of(read)
                    : groups.wrong(ProblemKind.SHARES_SUM, "shares add up to " + sum + "%, must be 100%");
        });
    }

    private static Optional<RequestGroup> readGroup(Fields group) {
        group.only(Set.of("share", "tag", "values"), Set.of());
        Optional<ValuePattern> tag = group.optional("tag").flatMap(PopulationReader::readPattern);
        Map<String, ValuePattern> values = group.optional("values")
                .flatMap(Field::fields)
                .map(PopulationReader::readValues)
                .orElse(Map.of());
        return group.required("share")
                .flatMap(PopulationReader::readPercent)
                .map(percent -> new RequestGroup(percent, tag.orElse(null), values));
    }

    private static Optional<Integer> readPercent(Field share) {
        return share.as(
                "a whole percentage from 0% to 100%",
                text -> text.matches("\\d{1,3}%")
                        ? Optional.of(Integer.valueOf(text.substring(0, text.length() - 1)))
                                .filter(percent -> percent <= 100)
                        : Optional.empty());
    }

    private static Map<String, ValuePattern> readValues(Fields fields) {
        Map<String, ValuePattern> values = new TreeMap<>();
        for (YamlItem.Entry entry : fields.entries()) {
            Optional<Source> source = fields.key(entry).as("a source, as rules spell it", Source::of);
            readPattern(fields.field(entry))
                    .ifPresent(pattern -> source.ifPresent(found -> values.put(found.spelling(), pattern)));
        }
        return values;
    }

    private static Optional<ValuePattern> readPattern(Field field) {
        if (!(field.item() instanceof YamlItem.Listing)) {
            return field.as("a text or a list of texts", text -> Optional.of(new Text(text)));
        }
        List<Text> texts = field.elements().orElse(List.of()).stream()
                .flatMap(element -> element.text().map(Text::new).stream())
                .toList();
        return texts.isEmpty()
                ? field.wrong(ProblemKind.NOTHING_IN_IT, "needs at least one value")
                : Optional.of(new Cycle(texts));
    }
}
