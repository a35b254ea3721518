package io.github.dubbogray.router.route;

import io.github.dubbogray.core.balance.Share;
import io.github.dubbogray.core.balance.WeightedMembers;
import io.github.dubbogray.core.placement.Decision;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.call.DubboWeight;
import io.github.dubbogray.router.call.Placements;
import io.github.dubbogray.router.call.RoutedCall;
import io.github.dubbogray.router.call.Subset;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.settings.Surroundings;
import java.util.ArrayList;
import java.util.List;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.loadbalance.AbstractLoadBalance;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * Load balancer {@code gray}: chooses among the instances a call was placed on, at random in proportion to the registry's
 * weight times Dubbo's weight with its warm-up, or, where the lane has an {@code affinity}, by consistent hashing of the
 * request's key under the same weights.
 *
 * <p>Where the list is the one the router made, or what connections left of it, the weights are ready and a random choice
 * takes constant time; any other list, as that of a second try, is gone through once. {@code get} is never called in a
 * loop: it scans a {@link BitList} each time.
 */
public final class GrayLoadBalance extends AbstractLoadBalance {

    private static final int NOBODY = -1;

    private final ApplicationModel application;
    private final Surroundings surroundings;

    /** Null until the first call; several may look it up at once, all find the same. */
    private volatile @Nullable GrayApplication gray;

    /** For Dubbo's extension loader. */
    public GrayLoadBalance(ApplicationModel application) {
        this(application, Surroundings.ofSystem());
    }

    GrayLoadBalance(ApplicationModel application, Surroundings surroundings) {
        this.application = application;
        this.surroundings = surroundings;
    }

    @Override
    protected <T> Invoker<T> doSelect(List<Invoker<T>> invokers, URL url, Invocation invocation) {
        try {
            Invoker<T> chosen = choose(invokers, invocation);
            if (chosen != null) {
                return chosen;
            }
        } catch (Throwable bug) { // also an error: the call would have worked without us
            report(url, bug);
        }
        return at((int) surroundings.below(invokers.size()), invokers);
    }

    private void report(URL url, Throwable bug) {
        try {
            gray().report("A call of {} is balanced without weights.", url, bug);
        } catch (Throwable unreported) { // as of an application that ends
            Guarded.keepInterrupt(unreported);
        }
    }

    /** Remembered, as Dubbo's bean factory takes a lock for each look-up. */
    private GrayApplication gray() {
        GrayApplication known = gray;
        if (known == null) {
            known = GrayApplication.of(application);
            gray = known;
        }
        return known;
    }

    /** Returns null if all weights are 0: then Dubbo's own balancers take anyone. */
    private <T> @Nullable Invoker<T> choose(List<Invoker<T>> invokers, Invocation invocation) {
        RoutedCall<?> routed = Placements.routedOf(invocation);
        Decision<? extends Subset<?>> decision = routed == null ? null : routed.decision();
        if (routed == null || decision == null) {
            return chooseOnce(invokers, null, invocation);
        }
        String key = decision.affinity().keyOf(routed);
        Subset<?> subset = decision.instances();
        BitList<Invoker<T>> placed = routed.routed(invokers);
        if (placed == null || !subset.isOver(placed)) {
            return chooseOnce(invokers, key, invocation);
        }
        Subset.Ready ready = subset.ready(invocation);
        return ready.scope() == Subset.Ready.Scope.EVERY_CALL
                ? chooseReady(placed, ready, key, invocation)
                : chooseOnce(invokers, key, invocation);
    }

    private <T> @Nullable Invoker<T> chooseReady(
            BitList<Invoker<T>> placed, Subset.Ready ready, @Nullable String key, Invocation invocation) {
        WeightedMembers members = ready.members();
        Share share = shareIn(placed, ready, invocation);
        int member = key == null
                ? members.draw(surroundings.chance(), share)
                : members.owner(WeightedMembers.keyOf(key), share);
        return member == NOBODY ? null : placed.getByIndex(ready.positionOf(member));
    }

    private <T> Share shareIn(BitList<Invoker<T>> placed, Subset.Ready ready, Invocation invocation) {
        boolean isWarm = ready.isWarm(surroundings.clock().millis());
        if (isWarm && placed.size() == ready.size()) { // as nobody adds to a router's list, all of them are there
            return Share.FULL;
        }
        return member -> {
            int position = ready.positionOf(member);
            if (!placed.indexExist(position)) {
                return 0;
            }
            return isWarm ? 1 : warmPart(placed.getByIndex(position), invocation);
        };
    }

    private double warmPart(Invoker<?> invoker, Invocation invocation) {
        int whole = DubboWeight.of(invoker, invocation);
        return whole == 0 ? 0 : Math.min(1, (double) weightNow(invoker, invocation) / whole);
    }

    /** Returns Dubbo's weight with its warm-up; without where one of its numbers is none. */
    private int weightNow(Invoker<?> invoker, Invocation invocation) {
        try {
            return getWeight(invoker, invocation);
        } catch (NumberFormatException none) {
            return DubboWeight.of(invoker, invocation);
        }
    }

    private <T> @Nullable Invoker<T> chooseOnce(
            List<Invoker<T>> invokers, @Nullable String key, Invocation invocation) {
        double[] weights = new double[invokers.size()];
        List<String> names = new ArrayList<>(key == null ? 0 : weights.length);
        int member = 0;
        for (Invoker<T> invoker : invokers) {
            weights[member++] = weightNow(invoker, invocation) * gray().live().weightOf(invoker.getUrl());
            if (key != null) {
                names.add(invoker.getUrl().getAddress());
            }
        }
        int chosen = key == null
                ? WeightedMembers.drawOnce(weights, surroundings.chance())
                : WeightedMembers.of(names, weights).owner(WeightedMembers.keyOf(key), Share.FULL);
        return chosen == NOBODY ? null : at(chosen, invokers);
    }

    /** Dubbo's lists are cheap to go through, not to index. */
    private static <T> Invoker<T> at(int index, List<Invoker<T>> invokers) {
        int left = index;
        for (Invoker<T> invoker : invokers) {
            if (left-- == 0) {
                return invoker;
            }
        }
        throw new IllegalArgumentException("no invoker " + index + " of " + invokers.size());
    }
}
