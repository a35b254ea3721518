package io.github.dubbogray.filter.call;

/**
 * The stations of a Dubbo call, in their order; each is a filter whose order is the constant here. Nothing else in this
 * module, or in the one that looks on from outside, says when a filter of it runs.
 *
 * <p>At the caller, in front of the router, {@link #SETTLE}: one tag for the call, whatever its source, and afterwards the
 * report of where it went; right before the router {@link #RETRY}. Behind it, for each try, {@link #CALLEE}, then the
 * application's own filters, then {@link #OUTCOME} and {@link #SEAL}. At the provider {@link #ENTER}, which everything the service does runs inside of, and at REST {@link #SERVED_BY}.
 *
 * <p>The four of spans stand where the span of the call begins or is there: {@link #SPAN_BEFORE}, {@link #SPAN_REFUSED}, {@link #SPAN},
 * {@link #SPAN_SERVED}.
 *
 * <p>Dubbo sorts ascending, and calls listeners of answers from the highest order down.
 */
public final class Stations {

    /**
     * Where the call's first station stands in each chain: after Dubbo's own filters that fill the context ({@code
     * consumercontext}, {@code context}: {@link Integer#MIN_VALUE}), from which a tag is read, and before every other, such as
     * those that observe, which so see the call with its tag.
     */
    private static final int FIRST = Integer.MIN_VALUE + 10;

    /** Caller, of the cluster: {@link OutboundTagFilter}. Before the router, which places by the tag, and once for all tries. */
    public static final int SETTLE = FIRST;

    /**
     * Caller, of the cluster: takes note of the span that there is before the call has its own. Right behind {@link #SETTLE}, and so
     * in front of whoever begins that span.
     */
    public static final int SPAN_BEFORE = SETTLE + 1;

    /**
     * Caller, of each try: {@link CalleeFilter}. The first behind the router and the load balancer, so that it sees which instance
     * was chosen, and the tag that chose it before any filter of the application can put another in its place.
     */
    public static final int CALLEE = FIRST;

    /**
     * Caller, of the cluster: {@link io.github.dubbogray.filter.outcome.StableRetryFilter}. The last in front of the router, so
     * that filters of the application see one call, however often it is tried.
     */
    public static final int RETRY = Integer.MAX_VALUE - 10;

    /**
     * Caller, of the cluster: has the span of a call that nobody may serve say so. In front of {@link #RETRY}, as it is the call
     * that is refused, and inside of whoever began its span.
     */
    public static final int SPAN_REFUSED = RETRY - 1;

    /** Caller, of a call back over a connection that is there: {@link CallbackTagFilter}. No cluster has settled its tag. */
    public static final int CALL_BACK = FIRST;

    /**
     * Caller, of each try: {@link TagSealFilter}. The last, so that the tag that {@link #CALLEE} saw is the one that arrives
     * whatever was put on the call in between; behind it Dubbo alone adds attachments.
     */
    public static final int SEAL = Integer.MAX_VALUE - 10;

    /**
     * Caller, of each try: {@link io.github.dubbogray.filter.outcome.OutcomeFilter}. Behind the application's own filters: what
     * these refuse, limit or wait for is no outcome of the instance.
     */
    public static final int OUTCOME = SEAL - 1;

    /**
     * Caller, of each try: has the span of a call say where the try goes. Inside of whatever filter of the application, or of
     * Dubbo, has begun that span.
     */
    public static final int SPAN = OUTCOME - 1;

    /**
     * Provider, REST: settles the tag of what enters, see {@link EnteringCall}. A header filter: it runs before there is a call,
     * so before its headers become attachments that Dubbo forwards. There is no other of which the order would matter.
     */
    public static final int REST_ENTRY = 0;

    /**
     * Provider: {@link InboundTagFilter}. The first after Dubbo's context, so that all that runs for the call, filters of the
     * application included, has its tag; where REST enters, the tag is settled before, when the call is made.
     */
    public static final int ENTER = FIRST;

    /**
     * Provider, REST: makes a header of who served. Before the filter with which Dubbo commits the response, whose order is
     * lower: listeners are called from the highest order down.
     */
    public static final int SERVED_BY = 100;

    /**
     * Provider: has the span of a call that is served say its tag and this instance's lane. Inside of whatever filter has begun
     * that span; a few places are left behind it.
     */
    public static final int SPAN_SERVED = Integer.MAX_VALUE - 20;

    private Stations() {}
}
