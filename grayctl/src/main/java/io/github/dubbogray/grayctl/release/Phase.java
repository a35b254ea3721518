package io.github.dubbogray.grayctl.release;

import io.github.dubbogray.core.release.ReleaseState;

/** What a state of a release is called in a word; its id says more. */
public final class Phase {

    private Phase() {}

    /** Returns {@code pending}, {@code running}, {@code paused}, {@code waiting-for-approval} and so on. */
    public static String of(ReleaseState state) {
        String id = state.id();
        int part = id.indexOf('/');
        return part < 0 ? id : id.substring(0, part);
    }
}
