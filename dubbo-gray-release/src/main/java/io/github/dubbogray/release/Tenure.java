package io.github.dubbogray.release;

import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.nacos.StoredConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the process that runs a release has seen beyond what is kept. Each text that is kept stays in Nacos's history, so what a
 * step has shown is kept now and then, and all else at once. Who follows goes on from what is kept: the calls in between are
 * judged by nobody, and none is judged twice. For one thread.
 */
final class Tenure {

    /** How long evidence is known to this process only: 30 s. */
    static final Duration EVIDENCE = Duration.ofSeconds(30);

    private @Nullable Held held;

    /**
     * What is known.
     *
     * @param text what is kept
     * @param release what was seen since
     * @param keptMillis when this process kept something
     */
    private record Held(String text, Release release, long keptMillis) {}

    /** Returns the release to go on with: the one that was read, where somebody else has changed it since. */
    Release latest(StoredConfig kept, Release read) {
        Held known = held;
        return known != null && known.text().equals(kept.text()) ? known.release() : read;
    }

    /** Returns whether a later release has to be kept now. */
    boolean isDue(Release read, Release later, long nowMillis) {
        return !later.equals(read) && (!read.differsInEvidenceOnly(later) || isOldAt(nowMillis));
    }

    private boolean isOldAt(long nowMillis) {
        return nowMillis - keptMillis() >= EVIDENCE.toMillis();
    }

    private long keptMillis() {
        Held known = held;
        return known == null ? 0 : known.keptMillis();
    }

    /** Takes note that a release is kept as a text. */
    void keep(String text, Release release, long nowMillis) {
        held = new Held(text, release, nowMillis);
    }

    /** Takes note of a release that is not kept, beside what is. */
    void hold(StoredConfig kept, Release release) {
        held = new Held(kept.text(), release, keptMillis());
    }
}
