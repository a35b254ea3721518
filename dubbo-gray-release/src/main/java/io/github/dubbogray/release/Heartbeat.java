package io.github.dubbogray.release;

import io.github.dubbogray.core.release.Lease;
import io.github.dubbogray.nacos.NacosRequestException;

/**
 * Lets others hear that this process still runs a release. A text would say so too, but each text stays in Nacos's history for
 * weeks. For one thread.
 */
final class Heartbeat {

    private static final long PAUSE_MILLIS = 3_000;

    private final ReleaseStore store;
    private final String process;
    private Lease said = Lease.NONE;
    private long triedMillis;

    Heartbeat(ReleaseStore store, String process) {
        this.store = store;
        this.process = process;
    }

    /** Says it where it is time for that, and returns whether others can rely on it for a while. */
    boolean isHeardAt(long nowMillis) {
        if (nowMillis - triedMillis >= PAUSE_MILLIS) {
            triedMillis = nowMillis;
            say(Lease.of(process, nowMillis));
        }
        return !said.isOldAt(nowMillis);
    }

    private void say(Lease lease) {
        try {
            store.sayHeard(lease);
            said = lease;
        } catch (NacosRequestException denied) {
            // An account that may not write there keeps the lease in the text.
            return;
        }
    }
}
