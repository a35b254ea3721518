package io.github.dubbogray.core.release;

import java.util.List;

/**
 * What a look at a release led to: to be kept first, then done.
 *
 * @param release the release from now on; equal to the one before where there is nothing to keep
 * @param actions what to do once it is kept
 * @param reason why, or what it waits for: a sentence without its full stop
 */
public record Transition(Release release, List<Action> actions, String reason) {

    public Transition {
        actions = List.copyOf(actions);
    }
}
