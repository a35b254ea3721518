package io.github.dubbogray.router.route;

import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.router.call.RoutedCall;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
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
        this.candidates = positions(call.invokers().totalSetSize(), candidates);
        this.thief = thief;
    }

    /**
     * Returns what is left of the first placement that leaves somebody, or nobody if there is none.
     *
     * @param placing places the call again, given what was taken away, and says whether it found somebody
     */
    BitList<Invoker<T>> find(Predicate<List<Placement.Taken>> placing, RoutersBehind<T> behind) {
        BitList<Invoker<T>> left = call.invokers();
        takeOutLast();
        while (placing.test(List.copyOf(taken))) {
            left = RoutersBehind.answerOver(call.invokers(), behind.ask(call.invokers()));
            if (!left.isEmpty()) {
                return left;
            }
            takeOutLast();
        }
        return call.invokers().and(nobody());
    }

    /** Makes the call's list anew, without all that was placed on in vain. */
    private void takeOutLast() {
        call.placement().serving().ifPresent(tier -> taken.add(Placement.Taken.all(tier, thief.get())));
        candidates.andNot(call.placedOn());
        call.invokers().and(nobody());
        call.invokers().addAll(new BitList<>(call.invokers().getOriginList(), candidates, null));
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
