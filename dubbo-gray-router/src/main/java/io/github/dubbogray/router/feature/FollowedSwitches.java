package io.github.dubbogray.router.feature;

import io.github.dubbogray.core.feature.Failure;
import io.github.dubbogray.core.feature.Switches;
import java.util.Map;
import java.util.Optional;

/** The switches of one document, as somebody in this process follows and asks them. */
public interface FollowedSwitches {

    /**
     * How switches stand to their document.
     *
     * @param trouble what is in the way, a sentence without its point; empty where they are current
     */
    record Status(State state, Optional<String> trouble) {}

    /** Whether switches are what their document says. */
    enum State {
        /** They are what it says now; none, if there is none. */
        CURRENT,

        /** They are the last good ones: it cannot be had, or is refused. */
        OUTDATED,

        /** There are none: nothing good was ever had. */
        LACKING
    }

    /** Returns those in force. */
    Switches now();

    /** Returns how they stand to their document. */
    Status status();

    /** Returns how many questions got no value so far, by their cause. */
    Map<Failure, Long> failures();

    /** Follows no more; does nothing the second time. */
    void close();
}
