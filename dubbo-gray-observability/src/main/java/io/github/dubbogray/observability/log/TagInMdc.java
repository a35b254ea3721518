package io.github.dubbogray.observability.log;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.context.ContextCompanion;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Has the tag of a thread's request in the diagnostic context, and the lane, where the tag names one. */
final class TagInMdc implements ContextCompanion {

    static final String TAG = "gray.tag";
    static final String LANE = "gray.lane";

    @Override
    public @Nullable Undo entered(@Nullable Tag tag) {
        String tagBefore = MDC.get(TAG);
        if (tag == null && tagBefore == null) {
            return null;
        }
        String laneBefore = MDC.get(LANE);
        put(TAG, tag == null ? null : tag.text());
        put(LANE, tag == null ? null : laneOf(tag));
        return () -> {
            put(TAG, tagBefore);
            put(LANE, laneBefore);
        };
    }

    private static @Nullable String laneOf(Tag tag) {
        return tag instanceof Tag.Pairs ? null : tag.text();
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
