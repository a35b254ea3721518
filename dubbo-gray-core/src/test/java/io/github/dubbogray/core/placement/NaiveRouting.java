package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.rule.NaiveBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Coloring and placement written straight from the clauses, without any of the classes under test. */
public final class NaiveRouting {

    private NaiveRouting() {}

    /** A lane as the document says it; {@code labels} is null for a stable lane that names none. */
    public record NaiveLane(
            String name, Map<String, String> labels, List<String> fallback, int minInstances, int minPercent) {}

    /** A rule: the attachment "user" is one of {@code users} if there are any; shares in the order of the text. */
    public record NaiveRule(String id, List<String> users, List<NaiveShare> shares, boolean sticky) {}

    public record NaiveShare(String lane, int basisPoints) {}

    public record NaiveDocument(
            String application,
            boolean enabled,
            NaiveLane stable,
            List<NaiveLane> gray,
            List<NaiveRule> rules,
            List<String> labelPriority,
            List<String> prefer,
            boolean pinsUnmatched,
            boolean includesGray) {

        Optional<NaiveLane> lane(String name) {
            return name.equals("stable")
                    ? Optional.of(stable)
                    : gray.stream().filter(lane -> lane.name().equals(name)).findFirst();
        }
    }

    public record NaiveInstance(String application, Map<String, String> labels, Standing standing) {}

    /** What a tag text means; empty wishes and no name: none, stable or malformed. */
    public record NaiveTag(String text, String name, Map<String, String> pairs) {}

    /** A tier: its instances, how many of them are needed, and its parts near the caller, the nearest first. */
    public record NaiveTier(
            SortedSet<Integer> members, int minInstances, int minPercent, List<SortedSet<Integer>> nearer) {

        boolean serves(IntPredicate present) {
            return isEnough(members, present);
        }

        SortedSet<Integer> serving(IntPredicate present) {
            return nearer.stream()
                    .filter(part -> isEnough(part, present))
                    .findFirst()
                    .orElse(members);
        }

        private boolean isEnough(SortedSet<Integer> part, IntPredicate present) {
            int required = Math.max(minInstances, (int) Math.ceil(part.size() * minPercent / 100.0));
            return part.stream().filter(present::test).count() >= required;
        }
    }

    /** Where requests come from and where they may go. */
    public record NaiveWorld(
            List<NaiveDocument> documents, List<NaiveInstance> instances, Map<String, String> caller) {}

    /** Returns {@code rule/lane}, {@code pinned} or {@code open} (R2, R3, R4, D2, I4). */
    static String color(List<NaiveDocument> documents, FakeRequest request, int draw) {
        String answer = "open";
        for (NaiveDocument document : documents) {
            if (!document.enabled()) {
                continue;
            }
            for (NaiveRule rule : document.rules()) {
                String user = request.attachment("user");
                if (rule.users().isEmpty() || (user != null && rule.users().contains(user))) {
                    boolean byKey = rule.sticky() && user != null;
                    int bucket = byKey ? NaiveBucket.of(document.application(), rule.id(), user) : draw;
                    return rule.id() + "/" + laneOf(rule.shares(), bucket);
                }
            }
            if (document.pinsUnmatched()) {
                answer = "pinned";
            }
        }
        return answer;
    }

    /** Returns the instances that may serve, or empty for a refusal (I2, I3, I4, P1, P2, P3, P4, D2). */
    static Optional<SortedSet<Integer>> place(NaiveWorld world, NaiveTag tag, Presence presence) {
        Map<String, List<NaiveTier>> tiers = world.documents().stream()
                .collect(Collectors.toMap(
                        NaiveDocument::application,
                        document -> tiers(document, world, tag),
                        (a, b) -> a,
                        TreeMap::new));
        IntPredicate able = position -> world.instances().get(position).standing() != Standing.OUT;
        IntPredicate healthy = position -> world.instances().get(position).standing() == Standing.SERVING;
        return Stream.of(
                        best(tiers, healthy, healthy.and(presence::isReachable)),
                        best(tiers, able, able.and(presence::isReachable)),
                        best(tiers, able, able.and(presence::isListed)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Returns those of the serving tiers that are wanted, where the present ones give a tier its capacity. */
    private static Optional<SortedSet<Integer>> best(
            Map<String, List<NaiveTier>> tiers, IntPredicate wanted, IntPredicate present) {
        for (int rank = 0; rank < 16; rank++) {
            SortedSet<Integer> serving = new TreeSet<>();
            for (List<NaiveTier> plan : tiers.values()) {
                boolean earlier = plan.stream().limit(rank).anyMatch(tier -> tier.serves(present));
                if (!earlier && rank < plan.size() && plan.get(rank).serves(present)) {
                    serving.addAll(plan.get(rank).serving(present));
                }
            }
            if (!serving.isEmpty()) {
                serving.removeIf(position -> !wanted.test(position));
                return Optional.of(serving);
            }
        }
        return Optional.empty();
    }

    private static List<NaiveTier> tiers(NaiveDocument document, NaiveWorld world, NaiveTag tag) {
        List<NaiveTier> tiers = new ArrayList<>();
        Optional<NaiveLane> named = tag.name().isEmpty() ? Optional.empty() : document.lane(tag.name());
        if (!document.enabled()) {
            tiers.add(tier(document, document.stable(), world));
        } else if (named.isPresent()) {
            tiers.addAll(withFallback(document, named.get(), world));
        } else {
            Map<String, String> left = new TreeMap<>(tag.name().isEmpty() ? tag.pairs() : Map.of("tag", tag.name()));
            while (!left.isEmpty()) {
                Map<String, String> wanted = Map.copyOf(left);
                tiers.add(
                        tier(document, 1, 0, world, labels -> labels.entrySet().containsAll(wanted.entrySet())));
                left.remove(leastImportant(document.labelPriority(), left));
            }
            tiers.addAll(withFallback(document, document.stable(), world));
        }
        return tiers;
    }

    private static List<NaiveTier> withFallback(NaiveDocument document, NaiveLane wanted, NaiveWorld world) {
        List<NaiveTier> tiers = new ArrayList<>();
        tiers.add(tier(document, wanted, world));
        wanted.fallback()
                .forEach(name -> tiers.add(tier(document, document.lane(name).orElseThrow(), world)));
        return tiers;
    }

    /** Listed keys are dropped from the end of the list, but only after those that are not in it, from Z to A. */
    private static String leastImportant(List<String> priority, Map<String, String> left) {
        Optional<String> unlisted =
                left.keySet().stream().filter(key -> !priority.contains(key)).reduce((a, b) -> b);
        return unlisted.orElseGet(() ->
                priority.stream().filter(left::containsKey).reduce((a, b) -> b).orElseThrow());
    }

    private static NaiveTier tier(NaiveDocument document, NaiveLane lane, NaiveWorld world) {
        return tier(document, lane.minInstances(), lane.minPercent(), world, labels -> isIn(document, lane, labels));
    }

    private static NaiveTier tier(
            NaiveDocument document,
            int minInstances,
            int minPercent,
            NaiveWorld world,
            Predicate<Map<String, String>> condition) {
        List<String> known = document.prefer().stream()
                .filter(key -> document.enabled() && world.caller().containsKey(key))
                .toList();
        List<SortedSet<Integer>> nearer = new ArrayList<>();
        for (int keys = known.size(); keys > 0; keys--) {
            List<String> shared = known.subList(0, keys);
            nearer.add(positions(
                    document,
                    world.instances(),
                    labels -> condition.test(labels)
                            && shared.stream()
                                    .allMatch(key -> world.caller().get(key).equals(labels.get(key)))));
        }
        return new NaiveTier(positions(document, world.instances(), condition), minInstances, minPercent, nearer);
    }

    private static boolean isIn(NaiveDocument document, NaiveLane lane, Map<String, String> labels) {
        boolean inGrayLane = document.gray().stream()
                .anyMatch(gray -> labels.entrySet().containsAll(gray.labels().entrySet()));
        if (lane.labels() != null) {
            boolean mayBe = !lane.name().equals("stable") || !inGrayLane || document.includesGray();
            return mayBe && labels.entrySet().containsAll(lane.labels().entrySet());
        }
        return !inGrayLane && !labels.containsKey("tag") && !"gray".equals(labels.get("env"));
    }

    private static SortedSet<Integer> positions(
            NaiveDocument document, List<NaiveInstance> instances, Predicate<Map<String, String>> condition) {
        return IntStream.range(0, instances.size())
                .filter(i -> instances.get(i).application().equals(document.application()))
                .filter(i -> condition.test(instances.get(i).labels()))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Lays the gray shares first, bucket by bucket, stable over what is left. */
    private static String laneOf(List<NaiveShare> shares, int bucket) {
        List<String> buckets = new ArrayList<>();
        shares.stream()
                .filter(share -> !share.lane().equals("stable"))
                .forEach(share -> IntStream.range(0, share.basisPoints()).forEach(i -> buckets.add(share.lane())));
        return bucket < buckets.size() ? buckets.get(bucket) : "stable";
    }
}
