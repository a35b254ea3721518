package io.github.dubbogray.demo.api;

import java.util.List;

/** One link of a chain of applications; each serves it in the group of its own name. */
public interface ChainService {

    /** Returns who serves this hop, then who served those behind it. */
    List<Hop> visit();
}
