package io.github.dubbogray.router.call;

import io.github.dubbogray.core.address.Address;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Admission;
import io.github.dubbogray.core.placement.Decision;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Presence;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.router.health.Watches;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.stream.Collectors;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way through the router: what rules may ask of it, its candidates, then where it was placed. One object for
 * all of it, because it is made for each call. Touched by the call's own thread.
 *
 * <p>Dubbo has taken out of the candidates what is disabled or could not be reached before. It intersects them in place with
 * what this and later routers answer, so in the end they are the list that the load balancer is asked with.
 */
public final class RoutedCall<T> implements InvocationRequest, Presence, Admission {

    private final Invocation invocation;
    private final Caller caller;
    private final BitList<Invoker<T>> invokers;
    private @Nullable Decision<Subset<T>> decision;

    /**
     * While rules are asked, what the call carries, a map, as each look at the call's own takes a lock; from then on what they
     * answered, a {@link Coloring}, at the first try if this is a later one. One field, since the object is made for each call.
     */
    private @Nullable Object asked;

    /**
     * Who calls; the same for every call of a reference.
     *
     * @param consumer the reference's URL
     * @param labels the caller's own
     * @param address the reference's host, in its one spelling if it is an address
     * @param meters counts what conditions meet
     * @param watches knows which lanes take a part of their requests
     */
    public record Caller(
            URL consumer, Labels labels, @Nullable String address, Meters meters, Watches watches) {

        public Caller(URL consumer, Labels labels, Meters meters, Watches watches) {
            this(consumer, labels, Address.canonical(consumer.getHost()), meters, watches);
        }
    }

    /**
     * Begins with a call.
     *
     * @param invokers the candidates, which Dubbo goes on to change
     */
    public RoutedCall(Invocation invocation, Caller caller, BitList<Invoker<T>> invokers) {
        this.invocation = invocation;
        this.caller = caller;
        this.invokers = invokers;
    }

    @Override
    public Invocation invocation() {
        return invocation;
    }

    @Override
    public URL consumer() {
        return caller.consumer();
    }

    @Override
    public Labels labels() {
        return caller.labels();
    }

    @Override
    public @Nullable String attachment(String key) {
        if (decision != null) { // what it carries may have become another map since
            return InvocationRequest.super.attachment(key);
        }
        if (asked == null) {
            asked = invocation.getObjectAttachments();
        }
        return asked instanceof Map<?, ?> attachments
                ? WireAttachments.text(found(key, attachments))
                : InvocationRequest.super.attachment(key);
    }

    /** As Dubbo finds it: behind Triple, keys are in lower case. */
    private static @Nullable Object found(String key, Map<?, ?> attachments) {
        Object value = attachments.get(key);
        if (value != null) {
            return value;
        }
        String lower = key.toLowerCase(Locale.ROOT); // the very same text where it is lower already
        return lower.equals(key) ? null : attachments.get(lower);
    }

    @Override
    public void foundTooLong(Source source) {
        caller.meters().count(Meter.VALUES_TOO_LONG);
    }

    @Override
    public @Nullable String callerAddress() {
        return caller.address();
    }

    /** Asks a lane once for the call, however often the call is tried. */
    @Override
    public boolean isAdmitted(String application, String lane) {
        return Admissions.isAdmitted(
                invocation, application, () -> caller.watches().admits(application, lane, this));
    }

    /** Returns the answers that lanes gave the call before, for who only looks: nobody is asked. */
    public Admission known() {
        return (application, lane) -> Admissions.wasAdmitted(invocation, application);
    }

    @Override
    public boolean isListed(int instance) {
        return invokers.indexExist(instance);
    }

    @Override
    public boolean isReachable(int instance) {
        return invokers.indexExist(instance) && invokers.getByIndex(instance).isAvailable();
    }

    /** Returns the candidates, which placing and later routers take instances from. */
    public BitList<Invoker<T>> invokers() {
        return invokers;
    }

    /** Returns the applications that provide what is called, in name order. */
    String applications() {
        return invokers.getOriginList().stream()
                .map(invoker -> InstanceLabels.applicationOf(invoker.getUrl()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** Takes note of what a document answered. */
    public Coloring colored(Coloring answer) {
        asked = answer;
        return answer;
    }

    /** Returns whether an earlier try of the call was claimed by no rule (clause R4). */
    public boolean wasLeftOpen() {
        RoutedCall<?> earlier = Placements.routedOf(invocation);
        return earlier != null
                && earlier.asked instanceof Coloring.Open
                && Objects.equals(earlier.consumer().getServiceKey(), consumer().getServiceKey());
    }

    /** Goes on with what an earlier try knows. */
    void goOnFrom(RoutedCall<?> earlier) {
        if (!(asked instanceof Coloring) && earlier.asked instanceof Coloring) {
            asked = earlier.asked;
        }
    }

    /** Returns the rule that gave the call its lane here, or null if none did. */
    public @Nullable String rule() {
        return asked instanceof Coloring.Claimed claimed ? claimed.ruleId() : null;
    }

    /** Takes note of where the call goes. */
    public RoutedCall<T> place(Decision<Subset<T>> found) {
        decision = found;
        if (asked instanceof Map) {
            asked = null;
        }
        return this;
    }

    /** Returns where the call goes; asked only once that is known. */
    public Placement placement() {
        return Objects.requireNonNull(decision, "not placed yet").placement();
    }

    public boolean isRefused() {
        return placement() instanceof Placement.Refused;
    }

    /** Returns the positions of the instances it is placed on; asked only once that is known. */
    public BitSet placedOn() {
        return Objects.requireNonNull(decision, "not placed yet").instances().positions();
    }

    /** Returns where the call goes, or null if that is not known yet. */
    public @Nullable Decision<Subset<T>> decision() {
        return decision;
    }

    /**
     * Returns the list that a load balancer was given in the form the routers made, or null if it is another list. A
     * directory hands out the routers' list in a wrapper; the list of a second try, and what a router of the old kind
     * leaves, are array lists.
     */
    @SuppressWarnings("unchecked") // both are lists of this call's invokers
    public <I> @Nullable BitList<Invoker<I>> routed(List<Invoker<I>> given) {
        if (given instanceof BitList<Invoker<I>> plain) {
            return plain;
        }
        return given instanceof RandomAccess || given.size() != invokers.size()
                ? null
                : (BitList<Invoker<I>>) (BitList<?>) invokers;
    }
}
