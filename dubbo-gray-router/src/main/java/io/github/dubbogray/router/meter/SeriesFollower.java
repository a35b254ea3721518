package io.github.dubbogray.router.meter;

/** Is told of every series of every counter, within locks of who counts: it must neither block nor throw. */
@FunctionalInterface
public interface SeriesFollower {

    /** A series is there. */
    void began(Counter series);

    /** A series gave its place to another one, and is counted no more. */
    default void ended(Counter series) {}
}
