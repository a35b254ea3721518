package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.benchmarks.report.Figure;
import io.github.dubbogray.benchmarks.report.Question;
import io.github.dubbogray.it.fleet.Fleet;
import java.util.List;
import java.util.Map;

/**
 * From the start of a consumer's process to its first answer, with the jars and without, taking turns.
 *
 * @param starts how many starts of each
 */
record StartMeasurement(int starts) {

    private static final double NANOS_IN_A_MILLI = 1e6;

    List<Figure> measure(Fleet fleet) throws Exception {
        try (Arena arena = new Arena(fleet)) {
            arena.publish(Documents.ofRules(1));
            arena.serve(Jars.ON, "dubbo", "provider", Map.of("version", "v1"), 0, 2);
            double[] with = new double[starts];
            double[] without = new double[starts];
            for (int i = 0; i < starts; i++) {
                with[i] = millis(arena, Jars.ON, "on-" + i);
                without[i] = millis(arena, Jars.OFF, "off-" + i);
            }
            double value = Pairs.median(with);
            return List.of(new Figure(
                    Question.STARTUP,
                    "consumer's start to its first answer, median of " + starts,
                    value,
                    "ms",
                    Jars.OFF.words(),
                    Pairs.median(without),
                    null,
                    false));
        }
    }

    private static double millis(Arena arena, Jars jars, String name) throws Exception {
        long begin = System.nanoTime();
        try (CallerProcess caller = arena.caller(jars, name)) {
            return (System.nanoTime() - begin) / NANOS_IN_A_MILLI;
        }
    }
}
