package io.github.dubbogray.it.fleet;

/** Hears what happens while things start. */
@FunctionalInterface
public interface Progress {

    /** Takes note of a step. */
    void accept(String step);
}
