package io.github.dubbogray.router.route;

import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One list of instances that Dubbo gave the routers of a reference. Two references of one service have two of them, each its
 * own. It knows the snapshot made of it, but keeps neither that nor the list alive. Changed under its owner's lock, read by anybody.
 */
final class Listing {

    private final String service;
    private volatile WeakReference<Snapshot<?>> snapshot = new WeakReference<>(null);

    Listing(String service) {
        this.service = service;
    }

    boolean isOf(String other) {
        return service.equals(other);
    }

    /** Returns the last snapshot of it, or null if nobody has it any more. */
    @Nullable Snapshot<?> snapshot() {
        return snapshot.get();
    }

    /** Returns whether its last snapshot is over this very list. */
    boolean isOver(List<?> origin) {
        Snapshot<?> known = snapshot.get();
        return known != null && known.isOver(origin);
    }

    void made(Snapshot<?> next) {
        snapshot = new WeakReference<>(next);
    }
}
