package io.github.dubbogray.it.compat;

/** A service whose answers any release of Dubbo can carry. */
public interface AsideService {

    /** Returns who serves, and the tag that arrived with the call. */
    String who();
}
