package io.github.dubbogray.nacos;

import org.jspecify.annotations.Nullable;

/**
 * A configuration as it was read.
 *
 * @param text byte for byte
 * @param md5 the hash by which Nacos compares before it swaps
 */
public record StoredConfig(String text, String md5) {

    /** The hash that no text has: a swap for it succeeds only where there is no configuration. */
    static final String NOTHING = "nothing";

    static String hashOf(@Nullable StoredConfig basis) {
        return basis == null ? NOTHING : basis.md5();
    }
}
