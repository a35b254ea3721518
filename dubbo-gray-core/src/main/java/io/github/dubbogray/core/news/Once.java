package io.github.dubbogray.core.news;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is said once however often it happens. What is remembered of it is bounded; may be asked by several threads. */
public final class Once<K> {

    /** What happens with more than is remembered. */
    private enum Beyond {
        IS_LEFT_UNSAID,
        REPLACES_THE_OLDEST
    }

    private final int most;
    private final Beyond beyond;

    /** Guarded by this: the longest unheard of first. */
    private final Map<K, Boolean> said = new LinkedHashMap<>(16, 0.75f, true);

    private Once(int most, Beyond beyond) {
        this.most = most;
        this.beyond = beyond;
    }

    /** Returns one that says so many things and no more, so that nothing floods a log. */
    public static <K> Once<K> upTo(int most) {
        return new Once<>(most, Beyond.IS_LEFT_UNSAID);
    }

    /** Returns one that says everything, and again what it has not heard of for so many others. */
    public static <K> Once<K> amongTheLast(int most) {
        return new Once<>(most, Beyond.REPLACES_THE_OLDEST);
    }

    /** Returns whether nothing more is said. */
    public synchronized boolean isFull() {
        return said.size() >= most && beyond == Beyond.IS_LEFT_UNSAID;
    }

    /** Takes note; returns whether it is to be said. */
    public synchronized boolean isNews(K what) {
        if (said.get(what) != null || (said.size() >= most && beyond == Beyond.IS_LEFT_UNSAID)) {
            return false;
        }
        said.put(what, true);
        if (said.size() > most) {
            said.remove(said.keySet().iterator().next());
        }
        return true;
    }
}
