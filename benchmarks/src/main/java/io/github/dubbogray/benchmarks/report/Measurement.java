package io.github.dubbogray.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One figure as JMH wrote it.
 *
 * @param benchmark class and method, as {@code FloorBenchmark.floor}
 * @param parameters of the benchmark
 * @param amount time of one operation
 * @param bytes allocated by one operation
 */
record Measurement(String benchmark, Map<String, String> parameters, Amount amount, double bytes) {

    private static final String BYTES = "gc.alloc.rate.norm";

    Measurement {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads a result file of JMH.
     *
     * @throws IllegalArgumentException if a result is without the gc profiler's figure
     */
    static List<Measurement> read(JsonNode results) {
        List<Measurement> measurements = new ArrayList<>();
        results.forEach(result -> measurements.add(one(result)));
        return measurements;
    }

    String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException(benchmark + " has no parameter " + name);
        }
        return value;
    }

    int number(String name) {
        return Integer.parseInt(parameter(name));
    }

    /** Returns the time in nanoseconds. */
    double nanos() {
        return amount.value()
                * switch (amount.unit()) {
                    case "ns" -> 1;
                    case "us" -> 1_000;
                    case "ms" -> 1_000_000;
                    default -> throw new IllegalArgumentException("unit " + amount.unit());
                };
    }

    private static Measurement one(JsonNode result) {
        String name = result.path("benchmark").asText();
        JsonNode bytes = result.path("secondaryMetrics").path(BYTES);
        if (bytes.isMissingNode()) {
            throw new IllegalArgumentException(name + " has no " + BYTES + "; run with -prof gc");
        }
        Map<String, String> parameters = new TreeMap<>();
        result.path("params")
                .properties()
                .forEach(
                        entry -> parameters.put(entry.getKey(), entry.getValue().asText()));
        JsonNode time = result.path("primaryMetric");
        return new Measurement(
                shortName(name),
                parameters,
                new Amount(
                        time.path("score").asDouble(),
                        time.path("scoreUnit").asText().replace("/op", "")),
                bytes.path("score").asDouble());
    }

    private static String shortName(String name) {
        int method = name.lastIndexOf('.');
        return name.substring(name.lastIndexOf('.', method - 1) + 1);
    }
}
