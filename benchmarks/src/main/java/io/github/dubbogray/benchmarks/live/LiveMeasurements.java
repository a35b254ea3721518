package io.github.dubbogray.benchmarks.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.benchmarks.report.Figure;
import io.github.dubbogray.it.fleet.Fleet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures whole calls, publishes and starts on one Nacos and writes {@code live.json} into a directory. */
public final class LiveMeasurements {

    private LiveMeasurements() {}

    /** Takes the directory, and {@code quick} or {@code full}. */
    public static void main(String[] arguments) throws Exception {
        boolean isFull = arguments[1].equals("full");
        List<Figure> figures = new ArrayList<>();
        try (Fleet fleet = Fleet.start(step -> System.err.println("  " + step))) {
            CallMeasurement calls = isFull ? new CallMeasurement(12, 800) : new CallMeasurement(8, 400);
            for (String protocol : List.of("dubbo", "tri")) {
                for (int instances : isFull ? List.of(10, 1_000) : List.of(10)) {
                    System.err.println("  calls: " + protocol + ", " + instances + " instances");
                    figures.addAll(calls.measure(fleet, protocol, instances));
                }
            }
            System.err.println("  publishes");
            figures.addAll(new PushMeasurement(isFull ? 100 : 30).measure(fleet));
            System.err.println("  starts");
            figures.addAll(new StartMeasurement(isFull ? 9 : 3).measure(fleet));
        }
        new ObjectMapper().writeValue(Path.of(arguments[0]).resolve("live.json").toFile(), figures);
        System.exit(0); // the Nacos client keeps threads
    }
}
