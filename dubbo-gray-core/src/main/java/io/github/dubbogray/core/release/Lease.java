package io.github.dubbogray.core.release;

import java.time.Duration;

/**
 * Who runs a release, of those that could: kept beside it and changed with it, so that only who has read the last one can take
 * it. That its holder is still there may be heard elsewhere, see {@link #extendedBy}. Clocks of different machines may differ by less than {@link #LENGTH}.
 *
 * @param holder names the process; empty where nobody does
 * @param untilMillis till when, in milliseconds of the epoch; others leave it alone till then
 */
public record Lease(String holder, long untilMillis) {

    /** How long a holder may be silent: 10 s. */
    public static final Duration LENGTH = Duration.ofSeconds(10);

    /** Nobody runs it. */
    public static final Lease NONE = new Lease("", 0);

    /** Returns whether a process may run the release at a moment. */
    public boolean isFor(String process, long nowMillis) {
        return holder.equals(process) || nowMillis >= untilMillis;
    }

    /** Returns whether its holder should prolong it: half of it is over. */
    public boolean isOldAt(long nowMillis) {
        return untilMillis - nowMillis <= LENGTH.toMillis() / 2;
    }

    /** Returns this one, or what was heard of the same holder since. */
    public Lease extendedBy(Lease heard) {
        return heard.holder.equals(holder) && heard.untilMillis > untilMillis ? heard : this;
    }

    /** Returns the lease of a process that may run the release, from a moment on. */
    public static Lease of(String process, long nowMillis) {
        return new Lease(process, nowMillis + LENGTH.toMillis());
    }
}
