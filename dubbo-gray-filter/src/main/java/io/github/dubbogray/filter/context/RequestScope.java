package io.github.dubbogray.filter.context;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.context.ContextCompanion.Undo;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a thread works for a request, with its tag or without one if it has none; ends on the same thread by
 * putting back what was there before (clause R5).
 */
public sealed class RequestScope implements AutoCloseable {

    /**
     * One cell for each thread: the scope it is in, or null. The cell is never taken away, and of a type that keeps no
     * class loader alive, so that entering a scope allocates the scope and no map entry.
     */
    private static final ThreadLocal<@Nullable Object[]> CELL = ThreadLocal.withInitial(() -> new Object[1]);

    private static final RequestScope UNTAGGED = new RequestScope(null, null, Hops.IGNORED, null);

    static {
        OptionalCarrier.beginAll();
    }

    private final @Nullable Tag tag;
    private final @Nullable RequestScope before;
    private final @Nullable Undo undo;

    /** Null until somebody asks; made and read on the scope's own thread. */
    private @Nullable Hops hops;

    private RequestScope(@Nullable Tag tag, @Nullable RequestScope before, @Nullable Hops hops, @Nullable Undo undo) {
        this.tag = tag;
        this.before = before;
        this.hops = hops;
        this.undo = undo;
    }

    /** Returns the scope this thread is in, or null. */
    public static @Nullable RequestScope current() {
        return (RequestScope) CELL.get()[0];
    }

    /** Returns the tag this thread works with, be it in no scope but in the context of a call it was switched to, or null. */
    public static @Nullable Tag currentTag() {
        RequestScope scope = current();
        return scope == null ? SwitchedCall.tag() : scope.tag();
    }

    /** Begins a request on this thread, with a tag or with none if null. */
    public static RequestScope enter(@Nullable Tag tag) {
        return enter(tag, null);
    }

    /** Begins a request without a tag of which nobody wants to know the hops; free where no scope surrounds it. */
    public static RequestScope enterUntagged() {
        Object[] cell = CELL.get();
        Undo undo = Companions.enter(null);
        RequestScope scope = undo == null && cell[0] == null
                ? UNTAGGED
                : new RequestScope(null, (RequestScope) cell[0], Hops.IGNORED, undo);
        cell[0] = scope;
        return scope;
    }

    /** Goes on with the request of this thread under another tag: its hops stay the same. */
    public static RequestScope enterWithin(Tag tag) {
        RequestScope around = current();
        return enter(tag, around == null ? null : around.hops());
    }

    /** Goes on with a request on this thread; without hops, those of the scope are its own. */
    public static RequestScope enter(@Nullable Tag tag, @Nullable Hops hops) {
        Object[] cell = CELL.get();
        RequestScope scope = new RequestScope(tag, (RequestScope) cell[0], hops, Companions.enter(tag));
        cell[0] = scope;
        return scope;
    }

    /** Goes on with a request on this thread for context propagation, which ends it by {@link #endPropagated}. */
    static void enterPropagated(@Nullable Tag tag, @Nullable Hops hops) {
        Object[] cell = CELL.get();
        cell[0] = new Propagated(tag, (RequestScope) cell[0], hops, Companions.enter(tag));
    }

    /** Ends the scope this thread is in if it is one of context propagation, and no other. */
    public static void endPropagated() {
        if (current() instanceof Propagated scope) {
            scope.close();
        }
    }

    /** Returns the request's tag, or null if it has none. */
    public @Nullable Tag tag() {
        return tag;
    }

    /** Returns where the calls of this request are reported. */
    public Hops hops() {
        Hops known = hops;
        if (known == null) {
            known = new Hops();
            hops = known;
        }
        return known;
    }

    /** Returns where the calls of this request went, as {@code demo-a;lane=canary;version=v2}; empty if nothing is known. */
    public String servedBy() {
        return hops == null ? "" : hops.text();
    }

    @Override
    public void close() {
        if (undo != null) {
            undo.undo();
        }
        CELL.get()[0] = before;
    }

    /** A scope that context propagation has begun. */
    private static final class Propagated extends RequestScope {
        Propagated(@Nullable Tag tag, @Nullable RequestScope before, @Nullable Hops hops, @Nullable Undo undo) {
            super(tag, before, hops, undo);
        }
    }
}
