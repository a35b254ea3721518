package io.github.dubbogray.router.release;

import java.util.concurrent.atomic.AtomicInteger;

/** How many sticky keys of one kind are told apart, whichever lane they are of; past it, no lane counts another one. */
final class KeyLimit {

    /** That many. */
    static final int MOST_KEYS = 40_000;

    private final AtomicInteger taken = new AtomicInteger();

    boolean isReached() {
        return taken.get() >= MOST_KEYS;
    }

    void take() {
        taken.incrementAndGet();
    }
}
