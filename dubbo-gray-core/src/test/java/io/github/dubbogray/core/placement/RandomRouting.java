package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.placement.NaiveRouting.NaiveDocument;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveInstance;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveLane;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveRule;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveShare;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveTag;
import io.github.dubbogray.core.placement.NaiveRouting.NaiveWorld;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random documents, instances, presences and tags of a seed, small enough to collide often. */
public final class RandomRouting {

    private static final List<String> LANES = List.of("canary", "beta", "dev", "blue");
    private static final Map<String, List<String>> VALUES = Map.of(
            "version", List.of("v1", "v2", "v3"),
            "env", List.of("gray", "prod"),
            "region", List.of("sh", "bj"),
            "tag", List.of("canary", "beta", "x"),
            "zone", List.of("a", "b"));
    private static final List<String> KEYS = VALUES.keySet().stream().sorted().toList();

    private final Random random;

    public RandomRouting(long seed) {
        random = new Random(seed);
    }

    public boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    public int upTo(int bound) {
        return random.nextInt(bound);
    }

    NaiveDocument document(String application) {
        List<String> names = someOf(LANES, upTo(LANES.size() + 1));
        List<String> all = new ArrayList<>(names);
        all.add("stable");
        List<NaiveLane> gray = names.stream()
                .map(name -> lane(name, labels(1 + upTo(2)), all, 80))
                .toList();
        NaiveLane stable = lane("stable", chance(40) ? labels(1) : null, all, 30);
        List<NaiveRule> rules =
                IntStream.range(0, upTo(4)).mapToObj(i -> rule("r" + i, all)).toList();
        List<String> priority = chance(50) ? List.of("region", "version", "env") : someOf(KEYS, upTo(4));
        List<String> prefer = chance(30) ? List.of() : someOf(KEYS, 1 + upTo(2));
        return new NaiveDocument(
                application, chance(93), stable, gray, rules, priority, prefer, chance(30), chance(25));
    }

    public NaiveWorld world() {
        List<String> applications = chance(70) ? List.of("demo") : List.of("demo", "order", "pay");
        List<NaiveInstance> instances = instances(applications);
        List<NaiveDocument> documents = applications.stream()
                .filter(name -> instances.stream()
                        .anyMatch(instance -> instance.application().equals(name)))
                .map(this::document)
                .toList();
        return new NaiveWorld(documents, instances, labels(2 + upTo(4)));
    }

    List<NaiveInstance> instances(List<String> applications) {
        return IntStream.range(0, 1 + upTo(24))
                .mapToObj(i -> new NaiveInstance(
                        i < applications.size() ? applications.get(i) : oneOf(applications),
                        labels(upTo(3)),
                        standing()))
                .toList();
    }

    private Standing standing() {
        return chance(60) ? Standing.SERVING : oneOf(List.of(Standing.values()));
    }

    public FakePresence presence(int instances) {
        int listed = chance(50) ? 100 : upTo(100);
        int reachable = chance(50) ? 100 : upTo(100);
        int[] here = IntStream.range(0, instances).filter(i -> chance(listed)).toArray();
        return FakePresence.of(IntStream.of(here).filter(i -> chance(reachable)).toArray())
                .andUnreachable(here);
    }

    public NaiveTag tag() {
        return switch (upTo(8)) {
            case 0 -> new NaiveTag(null, "", Map.of());
            case 1 -> new NaiveTag(oneOf(List.of("stable", "default")), "", Map.of());
            case 2 ->
                new NaiveTag(
                        oneOf(List.of("", " ", "a b", "canary ", "version=", "=v2,", "version=v2,version=v2")),
                        "",
                        Map.of());
            case 3, 4 -> named(oneOf(LANES));
            case 5 -> named("x");
            default -> pairs(labels(1 + upTo(4)));
        };
    }

    NaiveTag named(String lane) {
        return new NaiveTag(lane, lane, Map.of());
    }

    /** Writes a document as an operator would. */
    public static String text(NaiveDocument document) {
        StringBuilder text = new StringBuilder("apiVersion: dubbo-gray/v1\n");
        text.append("application: ").append(document.application()).append('\n');
        text.append("enabled: ").append(document.enabled()).append("\nlanes:\n");
        document.gray().forEach(lane -> text.append(text(lane, "")));
        boolean includes = document.includesGray() && document.stable().labels() != null;
        text.append(text(document.stable(), includes ? "includeGray: true, " : ""))
                .append("rules:");
        text.append(document.rules().isEmpty() ? " []\n" : "\n");
        document.rules().forEach(rule -> text.append(text(rule)));
        text.append("labelPriority: ").append(document.labelPriority()).append('\n');
        text.append("prefer: ").append(document.prefer()).append('\n');
        text.append("unmatched: ")
                .append(document.pinsUnmatched() ? "stable" : "open")
                .append('\n');
        return text.toString();
    }

    private static String text(NaiveLane lane, String more) {
        String labels = lane.labels() == null ? "" : "labels: " + flow(lane.labels()) + ", ";
        return "  " + lane.name() + ": { " + labels + more + "fallback: " + lane.fallback()
                + ", capacity: { minInstances: " + lane.minInstances() + ", minPercent: " + lane.minPercent()
                + " } }\n";
    }

    private static String text(NaiveRule rule) {
        String when = rule.users().isEmpty() ? "" : "    when: { attachment.user: " + rule.users() + " }\n";
        if (rule.shares().size() == 1) {
            return "  - id: " + rule.id() + "\n" + when + "    to: "
                    + rule.shares().get(0).lane() + "\n";
        }
        String shares = rule.shares().stream()
                .map(share -> share.lane() + ": "
                        + "%d.%02d%%".formatted(share.basisPoints() / 100, share.basisPoints() % 100))
                .collect(Collectors.joining(", ", "{ ", " }"));
        String sticky = rule.sticky() ? "    sticky: attachment.user\n" : "";
        return "  - id: " + rule.id() + "\n" + when + "    to: " + shares + "\n" + sticky;
    }

    private static String flow(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    private NaiveLane lane(String name, Map<String, String> labels, List<String> all, int fallbackPercent) {
        List<String> others = all.stream().filter(other -> !other.equals(name)).toList();
        List<String> fallback = chance(fallbackPercent) ? someOf(others, upTo(others.size() + 1)) : List.of();
        return new NaiveLane(name, labels, fallback, chance(80) ? 1 : 1 + upTo(3), chance(70) ? 0 : upTo(101));
    }

    private NaiveRule rule(String id, List<String> lanes) {
        List<String> users = chance(20) ? List.of() : someOf(List.of("1", "2", "3", "4"), 1 + upTo(3));
        List<String> targets = someOf(lanes, 1 + upTo(Math.min(3, lanes.size())));
        List<NaiveShare> shares = new ArrayList<>();
        int left = 10_000;
        for (int i = 0; i < targets.size(); i++) {
            int points = i == targets.size() - 1 ? left : upTo(left + 1);
            shares.add(new NaiveShare(targets.get(i), points));
            left -= points;
        }
        return new NaiveRule(id, users, shares, shares.size() > 1 && chance(50));
    }

    private NaiveTag pairs(Map<String, String> wanted) {
        String separator = oneOf(List.of(",", ";", " , ", ";\t"));
        List<String> parts = new ArrayList<>();
        wanted.forEach((key, value) -> parts.add(key + oneOf(List.of("=", " = ")) + value));
        Collections.shuffle(parts, random);
        return new NaiveTag(String.join(separator, parts), "", wanted);
    }

    private Map<String, String> labels(int count) {
        Map<String, String> labels = new TreeMap<>();
        someOf(KEYS, count).forEach(key -> labels.put(key, oneOf(VALUES.get(key))));
        return labels;
    }

    private <T> List<T> someOf(List<T> all, int count) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(count, all.size())));
    }

    private <T> T oneOf(List<T> all) {
        return all.get(upTo(all.size()));
    }
}
