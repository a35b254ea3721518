package io.github.dubbogray.core.tag;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.core.text.Quoted;

/** What a request asks for: the stable lane, a lane by name, or label pairs that must all hold (clause R1). */
public sealed interface Tag {

    /** The attachment and header that carries a tag from hop to hop. */
    String KEY = "x-gray-tag";

    /** The name of the lane of everything that is not gray. */
    String STABLE = "stable";

    /** Another spelling of {@link #STABLE}. */
    String DEFAULT = "default";

    /** The label that a tag selects by when it names no lane of the target application (clause I3). */
    String LABEL = "tag";

    /** The longest tag, in characters. */
    int MAX_LENGTH = 256;

    /** The most pairs in one tag. */
    int MAX_PAIRS = 8;

    /** Returns the tag as it travels: what {@link #read} reads back. */
    String text();

    /** Returns the labels that an instance must have where this tag names no lane; none for stable. */
    Labels wantedLabels();

    /** The tag {@code stable}: no gray instance. */
    record Stable() implements Tag {
        @Override
        public String text() {
            return STABLE;
        }

        @Override
        public Labels wantedLabels() {
            return Labels.NONE;
        }
    }

    /** The tag that names a lane, as {@code canary}. */
    record Named(String lane) implements Tag {
        @Override
        public String text() {
            return lane;
        }

        @Override
        public Labels wantedLabels() {
            return Labels.of(LABEL, lane);
        }
    }

    /** The tag that lists labels, as {@code version=v2,region=sh}. */
    record Pairs(Labels labels) implements Tag {
        @Override
        public String text() {
            return labels.toString();
        }

        @Override
        public Labels wantedLabels() {
            return labels;
        }
    }

    /** Returns whether a text names the stable lane. */
    static boolean isStable(String text) {
        return text.equals(STABLE) || text.equals(DEFAULT);
    }

    /** Reads a tag as it came with a request. Never throws: a text that is no tag is {@link TagReading.Malformed}. */
    static TagReading read(String text) {
        if (text.length() > MAX_LENGTH) {
            return new TagReading.Malformed(
                    "has " + text.length() + " characters, at most " + MAX_LENGTH + " are allowed");
        }
        if (isStable(text)) {
            return new TagReading.Accepted(new Stable());
        }
        if (PairSyntax.isToken(text)) {
            return new TagReading.Accepted(new Named(text));
        }
        return text.indexOf('=') < 0
                ? new TagReading.Malformed("lane name " + Quoted.of(text) + " must be " + PairSyntax.tokenRule())
                : readPairs(text);
    }

    private static TagReading readPairs(String text) {
        PairSyntax syntax = PairSyntax.read(text);
        if (!syntax.problems().isEmpty()) {
            return new TagReading.Malformed(String.join("; ", syntax.problems()));
        }
        if (syntax.pairs().size() > MAX_PAIRS) {
            return new TagReading.Malformed(
                    "has " + syntax.pairs().size() + " pairs, at most " + MAX_PAIRS + " are allowed");
        }
        return new TagReading.Accepted(new Pairs(Labels.of(syntax.pairs())));
    }
}
