package io.github.dubbogray.nacos;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of a configuration, as Nacos recorded it.
 *
 * @param time by the server's clock
 * @param user the account, empty where the server has none
 * @param address from where
 * @param before the text until then, null if there was none
 */
public record ConfigChange(
        Instant time,
        Kind kind,
        String user,
        String address,
        @Nullable String before) {

    /** What was done. */
    public enum Kind {
        /** There was none before. */
        CREATED,
        /** There was another before. */
        CHANGED,
        /** There was none afterwards. */
        REMOVED
    }
}
