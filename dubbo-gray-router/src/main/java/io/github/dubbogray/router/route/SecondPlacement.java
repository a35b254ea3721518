package io.github.dubbogray.router.route;

import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.router.call.RoutedCall;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.jspecify.annotations.Nullable;

/**
 * Finds a call another placement after routers behind ours took all instances of the first away: those count as absent,
 * and so do those of each further placement that comes to the same end. Every round takes instances out, so it ends.
 */
final class SecondPlacement<T> {

    private final RoutedCall<T> call;
    private final BitSet all;
    private final BitSet candidates;
    private final Supplier<String> thief;
    private final List<Placement.Taken> taken = new ArrayList<>();

    /**
     * Begins with a call whose first placement was in vain.
     *
     * @param candidates those before the first placement; null for all instances
     * @param thief names who took the last placement's instances away
     */
    SecondPlacement(RoutedCall<T> call, @Nullable BitList<Invoker<T>> candidates, Supplier<String> thief) {
        this.call = call;
        this.all = positions(call.invokers().totalSetSize(), candidates);
        this.candidates = (BitSet) all.clone();
        this.thief = thief;
    }

    /** What became of a call that was placed once more. */
    enum Outcome {
        /** There is an instance for it. */
        PLACED,
        /** Nobody may serve it. */
        REFUSED,
        /** It could not be placed: a bug, which is to fail no call (clause D4). */
        FAILED
    }

    /**
     * Returns what is left of the first placement that leaves somebody, or nobody if there is none; where the call cannot be placed,
     * what is left of all candidates.
     *
     * @param placing places the call again, given what was taken away
     */
    BitList<Invoker<T>> find(Function<List<Placement.Taken>, Outcome> placing, RoutersBehind<T> behind) {
        takeOutLast();
        Outcome outcome = placing.apply(List.copyOf(taken));
        while (outcome == Outcome.PLACED) {
            BitList<Invoker<T>> left = RoutersBehind.answerOver(call.invokers(), behind.ask(call.invokers()));
            if (!left.isEmpty()) {
                return left;
            }
            takeOutLast();
            outcome = placing.apply(List.copyOf(taken));
        }
        if (outcome == Outcome.FAILED) {
            makeAnew(all);
            return RoutersBehind.answerOver(call.invokers(), behind.ask(call.invokers()));
        }
        return call.invokers().and(nobody());
    }

    private void takeOutLast() {
        call.placement().serving().ifPresent(tier -> taken.add(Placement.Taken.all(tier, thief.get())));
        candidates.andNot(call.placedOn());
        makeAnew(candidates);
    }

    /** Makes the call's list anew. */
    private void makeAnew(BitSet positions) {
        call.invokers().and(nobody());
        call.invokers().addAll(new BitList<>(call.invokers().getOriginList(), positions, null));
    }

    private BitList<Invoker<T>> nobody() {
        return new BitList<>(call.invokers().getOriginList(), true);
    }

    private static BitSet positions(int size, @Nullable BitList<?> candidates) {
        BitSet positions = new BitSet(size);
        for (int i = 0; i < size; i++) {
            positions.set(i, candidates == null || candidates.indexExist(i));
        }
        return positions;
    }
}
