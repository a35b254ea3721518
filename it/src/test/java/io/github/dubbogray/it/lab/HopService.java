package io.github.dubbogray.it.lab;

import java.util.List;

/** One hop of a request that says at its start which way it goes. */
public interface HopService {

    /**
     * Returns who serves this hop, then who served those behind it.
     *
     * @param steps where to go from here: {@code dubbo:<application>}, {@code tri:<application>} or {@code http:<port>}
     */
    List<Hop> visit(List<String> steps);
}
