package io.github.dubbogray.core.record;

import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.rule.Target;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.table.Unmatched;
import io.github.dubbogray.core.tag.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Asks documents about a recorded request as the router asks them: application by application, rule by rule, until one is
 * certain to claim it. One that may claim it leaves two possibilities, and the asking goes on.
 *
 * @param recorded gives the table that was asked then
 */
record Asking(Function<Asked, Table> recorded) {

    /**
     * Returns what documents may answer.
     *
     * @param now gives the table that is asked in place of the one then
     * @param drawn gives the number that was drawn for a rule of an application then
     */
    Verdict ask(RecordedDecision decision, Facts facts, Function<Asked, Table> now, Drawn drawn) {
        SeenRequest request = decision.request();
        if (!(request.carried() instanceof Carried.None)) {
            return Verdict.of(Verdict.Answer.unclaimed(decision.lane()));
        }
        Map<Map<String, Double>, Verdict.Answer> possible = new HashMap<>();
        boolean isPinned = false;
        for (Asked asked : request.asked()) {
            Table table = now.apply(asked);
            if (table.mode() == Table.Mode.DISABLED) {
                continue;
            }
            for (Rule rule : table.rules().list()) {
                Truth truth = facts.of(rule.condition());
                if (truth != Truth.FAILS) {
                    Verdict.Answer answer = new Verdict.Answer(
                            asked.application(), rule.id(), shares(rule, numberFor(rule, asked, drawn)));
                    possible.putIfAbsent(answer.shares(), answer);
                }
                if (truth == Truth.HOLDS) {
                    return new Verdict(new ArrayList<>(possible.values()));
                }
            }
            isPinned = isPinned || table.unmatched() == Unmatched.STABLE;
        }
        Verdict.Answer rest = Verdict.Answer.unclaimed(isPinned ? Tag.STABLE : RecordedDecision.UNTAGGED);
        possible.putIfAbsent(rest.shares(), rest);
        return new Verdict(new ArrayList<>(possible.values()));
    }

    /** The number that was drawn then. */
    interface Drawn {

        /** No number is known. */
        Drawn NONE = (application, rule) -> OptionalInt.empty();

        OptionalInt of(String application, String rule);
    }

    /** The same rule with the same key has the same bucket; one that draws is taken to draw the same number. */
    private OptionalInt numberFor(Rule rule, Asked asked, Drawn drawn) {
        Target before = recorded.apply(asked).rules().list().stream()
                .filter(some -> some.id().equals(rule.id()))
                .map(Rule::target)
                .findFirst()
                .orElse(rule.target());
        if (!isChosenAlike(before, rule.target())) {
            return OptionalInt.empty();
        }
        Integer bucket = asked.buckets().get(rule.id());
        return bucket == null ? drawn.of(asked.application(), rule.id()) : OptionalInt.of(bucket);
    }

    private static boolean isChosenAlike(Target before, Target now) {
        return now instanceof Target.Sticky sticky
                ? before instanceof Target.Sticky other && other.key().equals(sticky.key())
                : now instanceof Target.Drawn && before instanceof Target.Drawn;
    }

    private static Map<String, Double> shares(Rule rule, OptionalInt number) {
        List<Share> shares = rule.target().shares();
        Map<String, Double> likely = new HashMap<>();
        int end = 0;
        for (Share share : shares) {
            end += share.basisPoints();
            if (number.isPresent() && number.getAsInt() < end) {
                return Map.of(share.lane(), 1.0);
            }
            if (share.basisPoints() > 0) {
                likely.merge(share.lane(), (double) share.basisPoints() / Split.BUCKETS, Double::sum);
            }
        }
        return likely;
    }
}
