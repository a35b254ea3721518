package io.github.dubbogray.benchmarks.live;

import java.util.Arrays;
import java.util.List;

/** Rounds as tests need them. */
final class Rounds {

    private static final Usage LITTLE = new Usage(1, 1);

    private Rounds() {}

    /** Returns rounds of a second each with so many calls. */
    static List<Round> ofRates(double... rates) {
        return Arrays.stream(rates)
                .mapToObj(rate -> new Round(new Calls(rate, rate, 10, 20), LITTLE, LITTLE))
                .toList();
    }
}
