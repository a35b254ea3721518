package io.github.dubbogray.core.record;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What documents may have answered to a recorded request: one answer, or those that are possible as far as is known.
 *
 * @param possible each differs from the others in its shares
 */
record Verdict(List<Answer> possible) {

    Verdict {
        possible = List.copyOf(possible);
    }

    /**
     * One answer.
     *
     * @param application whose rule claims it; empty if none does
     * @param rule its id; empty if none claims it
     * @param shares how likely each lane is, together 1; one lane where that is known
     */
    record Answer(String application, String rule, Map<String, Double> shares) {

        Answer {
            shares = Map.copyOf(shares);
        }

        static Answer unclaimed(String lane) {
            return new Answer("", "", Map.of(lane, 1.0));
        }

        /** Returns whether it is this rule that claims it. */
        boolean isOf(String otherApplication, String otherRule) {
            return application.equals(otherApplication) && rule.equals(otherRule);
        }

        double shareOf(String lane) {
            return shares.getOrDefault(lane, 0.0);
        }
    }

    static Verdict of(Answer answer) {
        return new Verdict(List.of(answer));
    }

    /** Returns whether it is known which lane it is. */
    boolean isCertain() {
        return possible.size() == 1 && possible.get(0).shares().size() == 1;
    }

    /** Returns the lanes that it may be. */
    Set<String> lanes() {
        Set<String> lanes = new LinkedHashSet<>();
        possible.forEach(answer -> lanes.addAll(answer.shares().keySet()));
        return lanes;
    }

    /** Returns how likely a lane is, between bounds. */
    Bounds boundsOf(String lane) {
        double least = 1;
        double most = 0;
        for (Answer answer : possible) {
            least = Math.min(least, answer.shareOf(lane));
            most = Math.max(most, answer.shareOf(lane));
        }
        return new Bounds(least, most);
    }
}
