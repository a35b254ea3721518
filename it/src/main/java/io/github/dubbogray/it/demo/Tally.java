package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Reply;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who answered a series of calls.
 *
 * @param replies what came of each call, with what it asked
 */
record Tally(List<Asked> replies) {

    /**
     * A call and what came of it.
     *
     * @param user the user id, or empty
     */
    record Asked(String user, Reply reply) {}

    Tally {
        replies = List.copyOf(replies);
    }

    int calls() {
        return replies.size();
    }

    /** Returns how often each instance answered. */
    SortedMap<String, Integer> answers() {
        return count(reply -> reply instanceof Reply.Answered answered ? answered.instance() : "");
    }

    /** Returns how often each kind of failure came. */
    SortedMap<String, Integer> failures() {
        return count(reply -> reply instanceof Reply.Failed failed ? "failed: " + failed.title() : "");
    }

    /** Returns how many calls failed. */
    int failed() {
        return failures().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the users whom one of these instances served. */
    Set<String> usersOf(Set<String> instances) {
        return replies.stream()
                .filter(asked ->
                        asked.reply() instanceof Reply.Answered answered && instances.contains(answered.instance()))
                .map(Asked::user)
                .collect(Collectors.toSet());
    }

    /** Returns whether every call was answered, by these instances only. */
    boolean isOnly(Set<String> instances) {
        return failures().isEmpty()
                && !replies.isEmpty()
                && instances.containsAll(answers().keySet());
    }

    private SortedMap<String, Integer> count(Function<Reply, String> keyOf) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (Asked asked : replies) {
            String key = keyOf.apply(asked.reply());
            if (!key.isEmpty()) {
                counts.merge(key, 1, Integer::sum);
            }
        }
        return counts;
    }
}
