package io.github.dubbogray.core.release;

/**
 * What an operator wants of a release.
 *
 * @param by who
 * @param reason why, empty where nobody says
 */
public record Order(Command command, String by, String reason) {

    /** An order without a reason. */
    public Order(Command command, String by) {
        this(command, by, "");
    }

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

        /** Returns whether it leads to a step of the plan; the others hold whatever plan is there. */
        boolean goesByPlan() {
            return this != PAUSE && this != ROLLBACK;
        }
    }

    /** What became of an order. */
    public sealed interface Result {

        /** It is done as any other transition. */
        record Obeyed(Transition transition) implements Result {}

        /** It cannot be done; nothing changes. */
        record Declined(String reason) implements Result {}
    }

    /** Says the order: {@code paused by ann: lunch}, or without a reason {@code paused by ann}. */
    public String describe() {
        return command.done + " by " + by + (reason.isEmpty() ? "" : ": " + reason);
    }
}
