package io.github.dubbogray.core.release;

import java.util.List;

/**
 * Where a state leads.
 *
 * @param state the next one; the same where nothing changes
 * @param reason why, a sentence without its full stop
 */
record Move(ReleaseState state, List<Action> actions, String reason) {

    Move {
        actions = List.copyOf(actions);
    }

    static Move to(ReleaseState state, String reason) {
        return new Move(state, List.of(), reason);
    }
}
