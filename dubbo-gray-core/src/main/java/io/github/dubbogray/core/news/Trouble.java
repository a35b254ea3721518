package io.github.dubbogray.core.news;

import java.util.HashSet;
import java.util.Set;

/** Something that is tried again and again: each cause of its failing is news once, until it has worked. */
public final class Trouble {

    /** Guarded by this: classes of failures; their messages may differ each time. */
    private final Set<Class<?>> causes = new HashSet<>();

    /** Takes note of a failure, and of those that it brings along; returns whether it has not failed so since it last worked. */
    public synchronized boolean isNews(Throwable failure) {
        boolean isNews = causes.add(failure.getClass());
        for (Throwable other : failure.getSuppressed()) {
            isNews |= causes.add(other.getClass());
        }
        return isNews;
    }

    /** Takes note that it worked; returns whether it failed before. */
    public synchronized boolean isOver() {
        boolean wasTrouble = !causes.isEmpty();
        causes.clear();
        return wasTrouble;
    }
}
