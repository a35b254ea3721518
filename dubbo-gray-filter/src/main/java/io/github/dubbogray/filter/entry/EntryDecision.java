package io.github.dubbogray.filter.entry;

import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.text.Quoted;
import java.util.Optional;

/** The tag of an entering request, and why it has this one. */
public sealed interface EntryDecision {

    /** Returns the tag that goes on to every hop; empty if the request goes on without. */
    Optional<Tag> tag();

    /** Says it in one line. */
    String describe();

    /**
     * The request came with it, and its sender is believed (clause R1).
     *
     * @param source where it was, as {@code header x-gray-version}
     */
    record Carried(Tag value, String source) implements EntryDecision {
        @Override
        public Optional<Tag> tag() {
            return Optional.of(value);
        }

        @Override
        public String describe() {
            return "tag " + Quoted.of(value.text()) + " of " + source;
        }
    }

    /**
     * A rule of this application's document gave it (clause R2).
     *
     * @param carry whether later hops are told of it (clause R3)
     */
    record Colored(Tag value, String ruleId, Carry carry) implements EntryDecision {
        @Override
        public Optional<Tag> tag() {
            return carry == Carry.CARRIED ? Optional.of(value) : Optional.empty();
        }

        @Override
        public String describe() {
            return "tag " + Quoted.of(value.text()) + " by rule " + ruleId
                    + (carry == Carry.CARRIED ? "" : ", which is not carried");
        }
    }

    /** No rule claims the request, and the document pins such requests to stable. */
    record Pinned() implements EntryDecision {

        private static final Optional<Tag> STABLE = Optional.of(new Tag.Stable());

        @Override
        public Optional<Tag> tag() {
            return STABLE;
        }

        @Override
        public String describe() {
            return "tag '" + Tag.STABLE + "', because no rule claims and the document pins such requests";
        }
    }

    /** No rule claims the request, and this is the version of those that name none. */
    record Defaulted(Tag value) implements EntryDecision {
        @Override
        public Optional<Tag> tag() {
            return Optional.of(value);
        }

        @Override
        public String describe() {
            return "tag " + Quoted.of(value.text()) + " by " + EntrySettings.DEFAULT_VERSION;
        }
    }

    /** The request goes on without a tag; later hops may color it. */
    record Untagged() implements EntryDecision {
        @Override
        public Optional<Tag> tag() {
            return Optional.empty();
        }

        @Override
        public String describe() {
            return "no tag; no rule claims";
        }
    }
}
