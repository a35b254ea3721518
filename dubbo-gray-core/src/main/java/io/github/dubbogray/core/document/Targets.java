package io.github.dubbogray.core.document;

import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.rule.Split;
import java.util.List;
import java.util.Optional;

/** What {@code to} of a rule may name: the lanes of a document, or what a switch can give. */
interface Targets {

    /** Returns the one name of what is spelled so, or empty if there is no such thing. */
    Optional<String> known(String spelling);

    /** Says that there is no such thing, and which there are. */
    String unknown(String spelling);

    /** Returns the kind of problem that this is. */
    ProblemKind unknownKind();

    /** Says what {@code to} must be: a name, or a map of names and shares. */
    String expected();

    /** Returns the word for one of them. */
    String one();

    /** Says that one of them is there twice in one split, the second time spelled so. */
    String twice(String spelling);

    /**
     * Lays shares over the buckets, that which is given by default last.
     *
     * @param shares of names as {@link #known} returns them, everything in all
     */
    Split split(List<Share> shares);
}
