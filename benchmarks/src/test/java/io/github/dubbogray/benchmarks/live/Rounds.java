package io.github.dubbogray.benchmarks.live;

import java.util.Arrays;
import java.util.List;

/** Rounds as tests need them. */
final class Rounds {

    private static final long BYTES = 1_000;
    private static final double RATE = 200;

    private Rounds() {}

    /** Returns rounds of a second each with so many calls. */
    static List<Round> ofRates(double... rates) {
        return Arrays.stream(rates).mapToObj(rate -> round(rate, BYTES)).toList();
    }

    /** Returns rounds of a second each, in which a call allocates so many bytes on either side. */
    static List<Round> ofBytes(long... bytes) {
        return Arrays.stream(bytes).mapToObj(each -> round(RATE, each)).toList();
    }

    private static Round round(double rate, long bytesOfCall) {
        Usage usage = new Usage((long) (rate * bytesOfCall), 1);
        return new Round(new Calls(rate, rate, 10, 20), usage, usage);
    }
}
