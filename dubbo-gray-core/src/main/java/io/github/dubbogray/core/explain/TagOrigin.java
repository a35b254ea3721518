package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.tag.TagReading;
import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Optional;

/** Where the tag of a request comes from. */
public sealed interface TagOrigin {

    /** Returns the tag the request is placed by; empty if it stays without one. */
    Optional<String> tag();

    /** Returns the rules with their answers; none where a tag was carried (clause R1). */
    List<RuleStep> rules();

    /** Says it in one line. */
    String describe();

    /** The request came with it; no rule is asked. */
    record Carried(String text) implements TagOrigin {
        @Override
        public Optional<String> tag() {
            return Optional.of(text);
        }

        @Override
        public List<RuleStep> rules() {
            return List.of();
        }

        @Override
        public String describe() {
            return Quoted.of(text) + ", carried; rules are not asked";
        }
    }

    /** The request came without, and the rules were asked. */
    record Colored(Coloring coloring, List<RuleStep> rules) implements TagOrigin {

        public Colored {
            rules = List.copyOf(rules);
        }

        @Override
        public Optional<String> tag() {
            if (coloring instanceof Coloring.Claimed claimed) {
                return Optional.of(claimed.lane());
            }
            return coloring instanceof Coloring.Pinned ? Optional.of(Tag.STABLE) : Optional.empty();
        }

        @Override
        public String describe() {
            if (coloring instanceof Coloring.Claimed claimed) {
                return Quoted.of(claimed.lane()) + ", by rule " + claimed.ruleId();
            }
            return coloring instanceof Coloring.Pinned
                    ? Quoted.of(Tag.STABLE) + ", because no rule claims and a document pins such requests"
                    : "none; no rule claims";
        }
    }

    /**
     * The request came with a text that is no tag; it counts as untagged, as behind the filters.
     *
     * @param reason what is wrong with it
     */
    record Malformed(String text, String reason, Colored instead) implements TagOrigin {
        @Override
        public Optional<String> tag() {
            return instead.tag();
        }

        @Override
        public List<RuleStep> rules() {
            return instead.rules();
        }

        @Override
        public String describe() {
            return instead.describe() + "; the carried " + Quoted.of(text) + " is no tag: " + reason;
        }
    }

    /** Returns where the tag of a question comes from. */
    static TagOrigin of(Fleet<?> fleet, Question question) {
        String carried = question.tag();
        if (carried == null || carried.isEmpty()) {
            return colored(fleet, question);
        }
        return Tag.read(carried) instanceof TagReading.Malformed malformed
                ? new Malformed(carried, malformed.reason(), colored(fleet, question))
                : new Carried(carried);
    }

    private static Colored colored(Fleet<?> fleet, Question question) {
        return new Colored(fleet.color(question.request(), question::draw), Asking.of(fleet.tables(), question));
    }
}
