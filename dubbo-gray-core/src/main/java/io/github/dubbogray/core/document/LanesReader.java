package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.table.Affinity;
import io.github.dubbogray.core.table.Capacity;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.tag.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code lanes}. */
final class LanesReader {

    private static final String INCLUDE_GRAY = "includeGray";
    private static final Set<String> KEYS =
            with(LaneHealthReader.KEYS, "labels", "fallback", "capacity", "carry", "affinity");
    private static final Set<String> KEYS_OF_STABLE = with(KEYS, INCLUDE_GRAY);

    private final LaneNames names = new LaneNames();
    private final List<Lane> gray = new ArrayList<>();
    private final Map<String, Field> places = new HashMap<>();
    private Optional<Field> stable = Optional.empty();

    /**
     * What the document declares.
     *
     * @param names all that may be named, stable included
     * @param places the key of each lane that is in the text
     * @param local the names of those that later hops are not told of
     */
    record Lanes(Lane stable, List<Lane> gray, LaneNames names, Map<String, Field> places, Set<String> local) {

        Carry carryOf(String name) {
            return local.contains(name) ? Carry.LOCAL : Carry.CARRIED;
        }
    }

    private static Set<String> with(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
    }

    static Lanes read(Optional<Field> lanes) {
        LanesReader reader = new LanesReader();
        lanes.ifPresent(field -> field.fields().ifPresent(fields -> reader.readAll(field, fields)));
        Set<String> local = reader.gray.stream()
                .filter(lane -> lane.carry() == Carry.LOCAL)
                .map(Lane::name)
                .collect(Collectors.toSet());
        return new Lanes(reader.stableLane(), reader.gray, reader.names, reader.places, local);
    }

    private void readAll(Field place, Fields lanes) {
        lanes.entries().forEach(entry -> names.add(entry.key()));
        if (!Limits.allow(place, lanes.entries().size(), Limits.LANES, "lanes")) {
            return;
        }
        for (YamlItem.Entry entry : lanes.entries()) {
            Field lane = lanes.field(entry);
            places.put(entry.key(), lanes.key(entry));
            if (entry.key().equals(Tag.STABLE)) {
                stable = Optional.of(lane);
            } else {
                readName(entry, lanes);
                readGray(entry.key(), lane).ifPresent(gray::add);
            }
        }
    }

    private static void readName(YamlItem.Entry entry, Fields lanes) {
        Field name = lanes.key(entry);
        if (name.token("a lane name").isPresent() && entry.key().equals(Tag.DEFAULT)) {
            name.wrong(
                    ProblemKind.LANE_NAMED_DEFAULT, "a lane cannot be named 'default': that is another name of stable");
        }
    }

    private Optional<Lane> readGray(String name, Field lane) {
        return lane.fields().flatMap(fields -> {
            fields.only(KEYS, Set.of());
            Optional<Membership.ByLabels> members = fields.required("labels").flatMap(LanesReader::readMembers);
            List<String> fallback = readFallback(name, fields).orElse(List.of(Tag.STABLE));
            Capacity capacity = readCapacity(fields);
            Carry carry = readCarry(fields);
            Affinity affinity = readAffinity(fields);
            LaneHealth health = LaneHealthReader.read(fields);
            return members.map(found -> new Lane(name, found, fallback, capacity, carry, affinity, health));
        });
    }

    private Lane stableLane() {
        Optional<Fields> fields = stable.flatMap(Field::fields).map(found -> found.only(KEYS_OF_STABLE, Set.of()));
        fields.flatMap(found -> found.optional("carry"))
                .ifPresent(carry ->
                        carry.wrong(ProblemKind.NOT_FOR_STABLE, "stable is always carried; leave this key out"));
        return new Lane(
                Tag.STABLE,
                stableMembers(fields),
                fields.flatMap(found -> readFallback(Tag.STABLE, found)).orElse(List.of()),
                fields.map(LanesReader::readCapacity).orElse(Capacity.ONE),
                Carry.CARRIED,
                fields.map(LanesReader::readAffinity).orElse(Affinity.NONE),
                fields.map(LaneHealthReader::readOfStable).orElse(LaneHealth.NONE));
    }

    private Membership stableMembers(Optional<Fields> stable) {
        Optional<Field> labels = stable.flatMap(found -> found.optional("labels"));
        Optional<Field> includeGray = stable.flatMap(found -> found.optional(INCLUDE_GRAY));
        boolean isIncluded = includeGray.flatMap(Field::truth).orElse(false);
        if (labels.isEmpty()) {
            includeGray.filter(key -> isIncluded).ifPresent(LanesReader::missLabels);
            return new Membership.Remainder(gray.stream().map(Lane::members).toList());
        }
        Optional<Membership.ByLabels> own = labels.flatMap(LanesReader::readMembers);
        return own.<Membership>map(found -> isIncluded ? found : reserved(found))
                .orElseGet(() -> new Membership.Remainder(List.of())); // a problem is reported: no table comes of it
    }

    private static void missLabels(Field includeGray) {
        includeGray.wrong(
                ProblemKind.INCLUDE_GRAY_WITHOUT_LABELS,
                "is true, but stable has no labels of its own, so it is what no gray lane holds; "
                        + "give it labels or leave this key out");
    }

    private Membership reserved(Membership.ByLabels own) {
        List<Membership> others = gray.stream()
                .map(Lane::members)
                .filter(members -> !own.contradicts(members))
                .toList();
        return others.isEmpty() ? own : new Membership.Reserved(own, others);
    }

    private static Optional<Membership.ByLabels> readMembers(Field labels) {
        return labels.fields().flatMap(fields -> {
            if (fields.entries().isEmpty()) {
                return labels.wrong(ProblemKind.NOTHING_IN_IT, "must name at least one label");
            }
            Map<String, String> wanted = new TreeMap<>();
            for (YamlItem.Entry entry : fields.entries()) {
                Optional<String> key = fields.key(entry).token("a label key");
                Optional<String> value = fields.field(entry).token("a label value");
                key.ifPresent(found -> value.ifPresent(text -> wanted.put(found, text)));
            }
            return wanted.size() == fields.entries().size()
                    ? Optional.of(new Membership.ByLabels(Labels.of(wanted)))
                    : Optional.empty();
        });
    }

    private Optional<List<String>> readFallback(String lane, Fields fields) {
        return fields.optional("fallback")
                .flatMap(field -> field.elements().map(elements -> {
                    Set<String> order = new LinkedHashSet<>();
                    for (Field element : Limits.allowed(field, elements, Limits.FALLBACKS, "lanes to fall back to")) {
                        element.text().map(LaneNames::canonical).ifPresent(name -> {
                            if (name.equals(lane)) {
                                element.wrong(
                                        ProblemKind.OWN_FALLBACK, "lane '" + name + "' cannot fall back to itself");
                            } else if (names.known(name).isEmpty()) {
                                element.wrong(ProblemKind.UNKNOWN_LANE, names.unknown(name));
                            } else if (!order.add(name)) {
                                element.wrong(ProblemKind.TWICE, "lane '" + name + "' is there twice");
                            }
                        });
                    }
                    return List.copyOf(order);
                }));
    }

    private static Capacity readCapacity(Fields fields) {
        return fields.optional("capacity")
                .flatMap(Field::fields)
                .map(found -> found.only(Set.of("minInstances", "minPercent"), Set.of()))
                .map(found -> new Capacity(
                        found.optional("minInstances")
                                .flatMap(field -> field.wholeNumber(1, 1_000_000))
                                .orElse(Capacity.ONE.minInstances()),
                        found.optional("minPercent")
                                .flatMap(field -> field.wholeNumber(0, 100))
                                .orElse(Capacity.ONE.minPercent())))
                .orElse(Capacity.ONE);
    }

    private static Carry readCarry(Fields fields) {
        boolean carried = fields.optional("carry").flatMap(Field::truth).orElse(true);
        return carried ? Carry.CARRIED : Carry.LOCAL;
    }

    private static Affinity readAffinity(Fields fields) {
        return fields.optional("affinity")
                .flatMap(Sources.OF_ROUTES::read)
                .<Affinity>map(Affinity.ByKey::new)
                .orElse(Affinity.NONE);
    }
}
