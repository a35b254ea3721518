package io.github.dubbogray.feature;

import io.github.dubbogray.core.feature.Failure;

/** To whom switches belong, as to an application of Dubbo: it counts with them, and hears of their end. */
interface Owner {

    /** Nobody in particular. */
    Owner NOBODY = new Owner() {};

    /** A question got no value. */
    default void failed(Failure cause) {}

    /** A text was refused. */
    default void refusedText() {}

    /** They are followed no more; told once or more often. */
    default void closed(GraySwitches switches) {}
}
