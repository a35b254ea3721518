package io.github.dubbogray.core.release;

import java.util.function.BiFunction;

/**
 * What an operator wants of a release.
 *
 * @param by who
 */
public record Order(Command command, String by) {

    /** What may be wanted. */
    public enum Command {
        /** Go on to the next step, where one waits for that. */
        APPROVE("approved"),
        /** Stay where it is; a breach rolls back all the same. */
        PAUSE("paused"),
        /** Go on from a pause; at a document that was edited, the step begins anew. */
        RESUME("resumed"),
        /** Give the lane everything at once, proven or not. */
        PROMOTE("promoted"),
        /** Take the lane's share away. */
        ROLLBACK("rolled back");

        private final String done;

        Command(String done) {
            this.done = done;
        }
    }

    /** What became of an order. */
    public sealed interface Result {

        /** It is done as any other transition. */
        record Obeyed(Transition transition) implements Result {}

        /** It cannot be done; nothing changes. */
        record Declined(String reason) implements Result {}
    }

    /** Says the order: {@code paused by ann}. */
    public String describe() {
        return command.done + " by " + by;
    }

    /** Hands the move to whoever knows what becomes of it, or declines. */
    Result at(Situation now, BiFunction<Move, String, Transition> keep) {
        Move move = new Obedience(now, this).move();
        return move.state().equals(now.state())
                ? new Result.Declined(move.reason())
                : new Result.Obeyed(keep.apply(move, describe()));
    }
}
