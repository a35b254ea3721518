package io.github.dubbogray.core.release;

import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A release of one application; all that a successor needs to go on with it.
 *
 * <p>Whoever runs it asks {@link #next} again and again, and each time first keeps the release that comes out, by
 * compare-and-swap on the one that went in, and then does the actions. Whatever it does not live to do, its successor finds
 * in the kept state and in the document: what is published is decided by what was published before, so no share moves twice.
 *
 * @param id names it; a token, see {@link PairSyntax#isToken}
 * @param subject whose share it moves, whatever plan is there later
 * @param plan the revision of the plan that it goes by
 * @param history how it came to its state, oldest first; at most {@value #MOST_HISTORY}, the oldest go
 */
public record Release(String id, Subject subject, String plan, ReleaseState state, List<HistoryEntry> history) {

    /** How many entries a history keeps. */
    public static final int MOST_HISTORY = 200;

    public Release {
        if (!PairSyntax.isToken(id)) {
            throw new IllegalArgumentException("id of a release is " + id + ", must be " + PairSyntax.tokenRule());
        }
        history = List.copyOf(history.subList(Math.max(0, history.size() - MOST_HISTORY), history.size()));
    }

    /** Returns a release that has not begun. */
    public static Release of(String id, ReleasePlan plan) {
        return new Release(id, Subject.of(plan), plan.revision(), new ReleaseState.Pending(), List.of());
    }

    /** Returns where the release goes by what is seen; it stays, with the reason, where it has to wait. */
    public Transition next(ReleasePlan current, Observation seen) {
        Situation now = new Situation(this, current, seen);
        boolean isWaiting = state instanceof Paused && state.watched().isEmpty(); // it says why already
        Move move = isOutOfPlan(current) && !isWaiting ? outOfPlan() : state.next(now);
        return kept(move, plan, seen.nowMillis());
    }

    /** Whether the state goes by steps of a plan that is not there any more. */
    private boolean isOutOfPlan(ReleasePlan current) {
        return !current.revision().equals(plan) && !state.isFinal() && !(state instanceof RollingBack);
    }

    /** A release is kept before its plan is, so of two that start at one moment only one changes the plan. */
    private Move outOfPlan() {
        return state instanceof ReleaseState.Pending
                ? Move.to(state, "waits for its plan: another one is there; resume to go on by that")
                : pausedForPlan();
    }

    private Move pausedForPlan() {
        String reason = "the plan was changed; resume to go on by the new one";
        return Move.to(new Paused.Unwatched(state.step(), reason), reason);
    }

    /** Returns where the release goes by an operator's order; from a pause it goes on by the plan that is there now. */
    public Order.Result obey(ReleasePlan current, Observation seen, Order order) {
        ReleaseState from = isOutOfPlan(current) ? pausedForPlan().state() : state;
        Move move = new Obedience(new Situation(with(from), current, seen), order).move();
        return move.state().equals(from) && move.actions().isEmpty()
                ? new Order.Result.Declined(move.reason())
                : new Order.Result.Obeyed(kept(move, current.revision(), seen.nowMillis()));
    }

    private Release with(ReleaseState other) {
        return new Release(id, subject, plan, other, history);
    }

    /** Returns whether a later one differs in what a step has shown and in nothing else: what may be kept a while later. */
    public boolean differsInEvidenceOnly(Release later) {
        return state instanceof Judged before
                && later.state instanceof Judged after
                && before.id().equals(after.id())
                && before.watch().isOfSameStep(after.watch())
                && later.equals(new Release(id, subject, plan, later.state, history));
    }

    private Transition kept(Move move, String planOfNow, long nowMillis) {
        ReleaseState after = move.state();
        boolean isOtherStep = after.step() != state.step();
        boolean isEntry = isOtherStep || !after.id().equals(state.id());
        boolean isNews = isOtherStep || !after.phase().equals(state.phase());
        List<HistoryEntry> longer = new ArrayList<>(history);
        if (isEntry) {
            longer.add(new HistoryEntry(nowMillis, after.id(), after.step(), move.reason()));
        }
        Stream<Action> news = isNews ? Stream.of(new Action.Tell(after.level(), tell(move))) : Stream.of();
        return new Transition(
                new Release(id, subject, planOfNow, after, longer),
                Stream.concat(move.actions().stream(), news).toList(),
                move.reason());
    }

    private String tell(Move move) {
        return "release " + id + " is " + move.state().phase() + " at step "
                + move.state().step() + ": " + move.reason();
    }
}
