package io.github.dubbogray.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.benchmarks.fixture.Consumer;
import io.github.dubbogray.benchmarks.fixture.Documents;
import io.github.dubbogray.benchmarks.fixture.Fleet;
import io.github.dubbogray.benchmarks.fixture.Greeter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.RouterChain;
import org.apache.dubbo.rpc.cluster.router.state.BitList;

/**
 * What references keep on the heap once their routers have been told of 1 000 instances in 20 lanes: the difference of
 * the heap in use, each time after full collections, divided by the number of references. Dubbo gives each reference two
 * chains, so two routers. Instances, their list, and everything that Dubbo keeps before the notification are there already
 * and do not count.
 *
 * <p>Exact with the serial collector, as {@code benchmarks/run.sh} starts it. It counts what is kept and nothing twice,
 * where a walk over the objects would have to know which ones references share.
 */
public final class MemoryMeasurement {

    private static final int INSTANCES = 1_000;
    private static final int LANES = 20;
    private static final int RULES = 50;
    private static final int APPLICATIONS = 20;
    private static final int REFERENCES = 200;
    private static final int COLLECTIONS = 4;

    private final BitList<Invoker<Greeter>> instances = new BitList<>(Fleet.ofLanes(INSTANCES, LANES));
    private final String document = Documents.ofLanes(LANES, RULES);

    private MemoryMeasurement() {}

    /** Writes {@code memory.json} into a directory: KiB by case. */
    public static void main(String[] args) throws IOException {
        MemoryMeasurement measurement = new MemoryMeasurement();
        measurement.kibibytes(1, 1); // loads what is loaded once
        Map<String, Double> kibibytes = new LinkedHashMap<>();
        kibibytes.put(
                "one reference and its document, 1000 instances, 20 lanes, 50 rules",
                measurement.kibibytes(APPLICATIONS, 1));
        kibibytes.put(
                "each of 200 references that share a document, 1000 instances, 20 lanes",
                measurement.kibibytes(1, REFERENCES));
        new ObjectMapper().writeValue(Path.of(args[0]).resolve("memory.json").toFile(), kibibytes);
    }

    /** Returns what one of so many references in each of so many applications keeps. */
    private double kibibytes(int applications, int references) {
        List<Consumer> consumers = Stream.generate(Consumer::new)
                .limit(applications)
                .map(consumer -> consumer.publish(Documents.DATA_ID, document))
                .toList();
        List<RouterChain<Greeter>> chains = new ArrayList<>();
        consumers.forEach(consumer -> IntStream.range(0, references)
                .mapToObj(reference -> consumer.chains("-default,gray", "group-" + reference))
                .forEach(chains::add));
        long before = usedBytes();
        chains.forEach(chain -> chain.setInvokers(instances, () -> {}));
        long after = usedBytes();
        chains.forEach(RouterChain::destroy);
        consumers.forEach(Consumer::close);
        return (after - before) / 1024.0 / chains.size();
    }

    private static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
