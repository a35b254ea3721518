package io.github.dubbogray.core.placement;

/** What the registry says of an instance's fitness to serve. */
public enum Standing {
    /** It takes requests. */
    SERVING,
    /** It is not healthy: it takes requests only where no tier has enough instances that are. */
    UNHEALTHY,
    /** An operator took it out, as by weight 0: it takes no request. */
    OUT
}
