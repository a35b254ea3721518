package io.github.dubbogray.grayctl.diff;

import io.github.dubbogray.core.rule.Bucket;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.rule.Target;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a document decides for requests of one shape.
 *
 * @param rule says which rule decides, or why none does
 * @param target says where it sends them
 * @param shares the lanes, in the order in which they lie over the buckets
 * @param by what chooses among them
 */
record Verdict(String rule, String target, List<Share> shares, By by) {

    Verdict {
        shares = List.copyOf(shares);
    }

    /** What chooses among lanes. */
    sealed interface By {

        /** Nothing: there is one lane. */
        record Nothing() implements By {}

        /** A new draw for each request. */
        record Draw() implements By {}

        /** The bucket of a key. */
        record Key(String source, long salt) implements By {}
    }

    static Verdict of(Table table, Shape shape) {
        if (table.mode() == Table.Mode.DISABLED) {
            return toOne("the document is not enabled", Tag.STABLE);
        }
        Request request = shape.request();
        Coloring coloring = table.color(request, () -> 0);
        if (coloring instanceof Coloring.Claimed claimed) {
            Rule rule = table.rules().list().stream()
                    .filter(some -> some.id().equals(claimed.ruleId()))
                    .findFirst()
                    .orElseThrow();
            return of(table.application(), rule, shape);
        }
        return coloring instanceof Coloring.Pinned
                ? toOne("no rule claims, and such requests are pinned", Tag.STABLE)
                : toOne("no rule claims", "untagged");
    }

    private static Verdict of(String application, Rule rule, Shape shape) {
        String name = "rule " + rule.id();
        Target target = rule.target();
        long salt = Bucket.salt(application, rule.id());
        if (target instanceof Target.Sticky sticky) {
            Source key = sticky.key();
            return shape.only(key)
                    .map(value -> new Verdict(
                            name,
                            target.describe() + ", bucket " + Bucket.of(salt, value),
                            List.of(new Share(laneAt(target.shares(), Bucket.of(salt, value)), Split.BUCKETS)),
                            new By.Nothing()))
                    .orElseGet(() ->
                            new Verdict(name, target.describe(), target.shares(), new By.Key(key.spelling(), salt)));
        }
        return new Verdict(
                name,
                target.describe(),
                target.shares(),
                target instanceof Target.Drawn ? new By.Draw() : new By.Nothing());
    }

    private static Verdict toOne(String rule, String lane) {
        return new Verdict(rule, lane, List.of(new Share(lane, Split.BUCKETS)), new By.Nothing());
    }

    /** Returns the lane that a bucket, or a drawn number, belongs to. */
    String laneAt(int bucket) {
        return laneAt(shares, bucket);
    }

    private static String laneAt(List<Share> shares, int bucket) {
        int end = 0;
        for (Share share : shares) {
            end += share.basisPoints();
            if (bucket < end) {
                return share.lane();
            }
        }
        throw new IllegalArgumentException("bucket " + bucket + " is beyond " + end);
    }

    /** Returns the lane of a key; empty if it is drawn. */
    Stream<String> laneOf(String key) {
        if (by instanceof By.Key sticky) {
            return Stream.of(laneAt(Bucket.of(sticky.salt(), key)));
        }
        return by instanceof By.Nothing ? Stream.of(shares.get(0).lane()) : Stream.empty();
    }

    String describe() {
        return rule + (rule.startsWith("rule ") ? ": " + target : "; " + target);
    }
}
