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

/** Coloring and placement written straight from the clauses, without any of the classes under test. */
final class NaiveRouting {

    private NaiveRouting() {}

    /** A lane as the document says it; {@code labels} is null for a stable lane that names none. */
    record NaiveLane(
            String name, Map<String, String> labels, List<String> fallback, int minInstances, int minPercent) {}

    /** A rule: the attachment "user" is one of {@code users} if there are any; shares in the order of the text. */
    record NaiveRule(String id, List<String> users, List<NaiveShare> shares, boolean sticky) {}

    record NaiveShare(String lane, int basisPoints) {}

    record NaiveDocument(
            String application,
            boolean enabled,
            NaiveLane stable,
            List<NaiveLane> gray,
            List<NaiveRule> rules,
            List<String> labelPriority,
            boolean pinsUnmatched) {

        Optional<NaiveLane> lane(String name) {
            return name.equals("stable")
                    ? Optional.of(stable)
                    : gray.stream().filter(lane -> lane.name().equals(name)).findFirst();
        }
    }

    record NaiveInstance(String application, Map<String, String> labels) {}

    /** What a tag text means; empty wishes and no name: none, stable or malformed. */
    record NaiveTag(String text, String name, Map<String, String> pairs) {}

    /** A tier: its instances and how many of them are needed. */
    record NaiveTier(SortedSet<Integer> members, int required) {

        boolean serves(IntPredicate present) {
            return members.stream().filter(present::test).count() >= required;
        }
    }

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

    /** Returns the instances that may serve, or empty for a refusal (I2, I3, I4, P1, P2, P3, D2). */
    static Optional<SortedSet<Integer>> place(
            List<NaiveDocument> documents, List<NaiveInstance> instances, NaiveTag tag, Presence presence) {
        Map<String, List<NaiveTier>> tiers = documents.stream()
                .collect(Collectors.toMap(
                        NaiveDocument::application,
                        document -> tiers(document, instances, tag),
                        (a, b) -> a,
                        TreeMap::new));
        Optional<SortedSet<Integer>> reachable = best(tiers, presence::isReachable);
        return reachable.isPresent() ? reachable : best(tiers, presence::isListed);
    }

    private static Optional<SortedSet<Integer>> best(Map<String, List<NaiveTier>> tiers, IntPredicate present) {
        for (int rank = 0; rank < 12; rank++) {
            SortedSet<Integer> serving = new TreeSet<>();
            for (List<NaiveTier> plan : tiers.values()) {
                boolean earlier = plan.stream().limit(rank).anyMatch(tier -> tier.serves(present));
                if (!earlier && rank < plan.size() && plan.get(rank).serves(present)) {
                    serving.addAll(plan.get(rank).members());
                }
            }
            if (!serving.isEmpty()) {
                return Optional.of(serving);
            }
        }
        return Optional.empty();
    }

    private static List<NaiveTier> tiers(NaiveDocument document, List<NaiveInstance> instances, NaiveTag tag) {
        List<NaiveTier> tiers = new ArrayList<>();
        Optional<NaiveLane> named = tag.name().isEmpty() ? Optional.empty() : document.lane(tag.name());
        if (!document.enabled()) {
            tiers.add(tier(document, document.stable(), instances));
        } else if (named.isPresent() || (tag.name().isEmpty() && tag.pairs().isEmpty())) {
            NaiveLane wanted = named.orElse(document.stable());
            tiers.add(tier(document, wanted, instances));
            wanted.fallback()
                    .forEach(
                            name -> tiers.add(tier(document, document.lane(name).orElseThrow(), instances)));
        } else {
            Map<String, String> left = new TreeMap<>(tag.name().isEmpty() ? tag.pairs() : Map.of("tag", tag.name()));
            while (!left.isEmpty()) {
                Map<String, String> wanted = Map.copyOf(left);
                tiers.add(new NaiveTier(
                        positions(
                                document, instances, labels -> labels.entrySet().containsAll(wanted.entrySet())),
                        1));
                left.remove(leastImportant(document.labelPriority(), left));
            }
            tiers.add(tier(document, document.stable(), instances));
        }
        return tiers;
    }

    /** Listed keys are dropped from the end of the list, but only after those that are not in it, from Z to A. */
    private static String leastImportant(List<String> priority, Map<String, String> left) {
        Optional<String> unlisted =
                left.keySet().stream().filter(key -> !priority.contains(key)).reduce((a, b) -> b);
        return unlisted.orElseGet(() ->
                priority.stream().filter(left::containsKey).reduce((a, b) -> b).orElseThrow());
    }

    private static NaiveTier tier(NaiveDocument document, NaiveLane lane, List<NaiveInstance> instances) {
        SortedSet<Integer> members = positions(document, instances, labels -> isIn(document, lane, labels));
        int part = (int) Math.ceil(members.size() * lane.minPercent() / 100.0);
        return new NaiveTier(members, Math.max(lane.minInstances(), part));
    }

    private static boolean isIn(NaiveDocument document, NaiveLane lane, Map<String, String> labels) {
        if (lane.labels() != null) {
            return labels.entrySet().containsAll(lane.labels().entrySet());
        }
        boolean inGrayLane = document.gray().stream().anyMatch(gray -> isIn(document, gray, labels));
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
