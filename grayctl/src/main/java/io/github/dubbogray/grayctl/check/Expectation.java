package io.github.dubbogray.grayctl.check;

import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.request.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a test expects of an answer. An empty text means that there is none. */
sealed interface Expectation {

    /** Says what is otherwise; empty if it is as expected. */
    Optional<String> contradictedBy(Answer answer);

    /** One word of the answer. */
    enum Word {
        /** The tag that the request has then. */
        TAG("tag"),
        /** The id of the rule that claims it. */
        RULE("rule"),
        /** The lane that serves. */
        LANE("lane"),
        /** {@code placed}, {@code fell back} or {@code refused}. */
        OUTCOME("outcome");

        private final String key;

        Word(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        private String in(Answer answer) {
            return switch (this) {
                case TAG -> answer.tag().orElse("");
                case RULE -> answer.rule().orElse("");
                case LANE -> answer.lane().orElse("");
                case OUTCOME -> answer.outcome();
            };
        }

        private String shown(String value) {
            return value.isEmpty() ? "no " + key : key + " " + Quoted.of(value);
        }
    }

    /** A word of the answer is this one. */
    record Is(Word word, String expected) implements Expectation {
        @Override
        public Optional<String> contradictedBy(Answer answer) {
            if (answer.isByChance() && word != Word.RULE) {
                return Optional.of("expected " + word.shown(expected) + ", was " + answer.reason());
            }
            String was = word.in(answer);
            return was.equals(expected)
                    ? Optional.empty()
                    : Optional.of(
                            "expected " + word.shown(expected) + ", was " + word.shown(was) + ": " + answer.reason());
        }
    }

    /** Lanes get these shares, in basis points, and others nothing. */
    record Shares(List<Share> expected) implements Expectation {

        public Shares {
            expected = List.copyOf(expected);
        }

        @Override
        public Optional<String> contradictedBy(Answer answer) {
            return byLane(answer.shares()).equals(byLane(expected))
                    ? Optional.empty()
                    : Optional.of("expected shares " + Answer.describe(expected) + ", was "
                            + Answer.describe(answer.shares()));
        }

        private static Map<String, Integer> byLane(List<Share> shares) {
            return shares.stream()
                    .filter(share -> share.basisPoints() > 0)
                    .collect(Collectors.toMap(Share::lane, Share::basisPoints, Integer::sum, TreeMap::new));
        }
    }
}
