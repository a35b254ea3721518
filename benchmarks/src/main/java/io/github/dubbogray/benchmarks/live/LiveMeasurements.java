package io.github.dubbogray.benchmarks.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.benchmarks.report.Figure;
import io.github.dubbogray.it.fleet.Fleet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures whole calls, publishes and starts on one Nacos and writes {@code live.json} into a directory. */
public final class LiveMeasurements {

    /** About when the compiler has come to the end of both sides of a call, as their bytes show. */
    private static final StandStill WARM = new StandStill(60_000, 5, 0.10, 0.003);

    private static final CallMeasurement QUICK =
            new CallMeasurement(List.of(Entrant.values()), List.of(4), 10, 500, WARM, 16);
    private static final CallMeasurement FEW_INSTANCES =
            new CallMeasurement(List.of(Entrant.values()), List.of(1, 16), 12, 1_000, WARM, 90);

    /** Nothing is judged here: how plain Dubbo stands beside itself does not matter where it is many times slower. */
    private static final CallMeasurement MANY_INSTANCES = new CallMeasurement(
            List.of(Entrant.PLAIN, Entrant.WITH_JARS, Entrant.RECOMMENDED), List.of(16), 5, 1_000, WARM, 10);

    private LiveMeasurements() {}

    /** Takes the directory, {@code quick} or {@code full}, and a protocol if nothing but calls over it is to be measured. */
    public static void main(String[] arguments) throws Exception {
        boolean isFull = arguments[1].equals("full");
        boolean isAll = arguments.length == 2;
        List<Figure> figures = new ArrayList<>();
        try (Fleet fleet = Fleet.start(step -> System.err.println("  " + step))) {
            for (String protocol : isAll ? List.of("dubbo", "tri") : List.of(arguments[2])) {
                System.err.println("  calls: " + protocol + ", 10 instances");
                figures.addAll((isFull ? FEW_INSTANCES : QUICK).measure(fleet, protocol, 10));
                if (isFull) {
                    System.err.println("  calls: " + protocol + ", 1000 instances");
                    figures.addAll(MANY_INSTANCES.measure(fleet, protocol, 1_000));
                }
            }
            if (isAll) {
                System.err.println("  publishes");
                figures.addAll(new PushMeasurement(isFull ? 100 : 30).measure(fleet));
                System.err.println("  starts");
                figures.addAll(new StartMeasurement(isFull ? 9 : 3).measure(fleet));
            }
        }
        new ObjectMapper().writeValue(Path.of(arguments[0]).resolve("live.json").toFile(), figures);
        System.exit(0); // the Nacos client keeps threads
    }
}
