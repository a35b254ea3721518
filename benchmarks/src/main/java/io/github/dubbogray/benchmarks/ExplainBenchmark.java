package io.github.dubbogray.benchmarks;

import io.github.dubbogray.benchmarks.fixture.Documents;
import io.github.dubbogray.benchmarks.fixture.Fleet;
import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.explain.Explanation;
import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.explain.Question;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.placement.Presence;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Why a request goes where it goes, as text. {@code benchmarks/run.sh --only Explain}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class ExplainBenchmark {

    private static final int LANES = 20;
    private static final int RULES = 50;
    private static final Question QUESTION =
            new Question(new HypotheticalRequest(Map.of("attachment.user-id", "user-1001")), null, 0);
    private static final Presence ALL = new Presence() {
        @Override
        public boolean isListed(int instance) {
            return true;
        }

        @Override
        public boolean isReachable(int instance) {
            return true;
        }
    };

    /** How many instances. */
    @Param({"10", "1000"})
    public int instances;

    private io.github.dubbogray.core.placement.Fleet<BitSet> fleet;

    /** Makes the fleet ready. */
    @Setup
    public void setUp() {
        if (!(DocumentReader.read(Fleet.APPLICATION, Documents.ofLanes(LANES, RULES))
                instanceof Reading.Accepted accepted)) {
            throw new IllegalStateException("the document is refused");
        }
        List<Instance> members = IntStream.range(0, instances)
                .mapToObj(slot -> new Instance(Fleet.APPLICATION, Labels.of(Fleet.LABEL, "v" + slot % LANES)))
                .toList();
        fleet = io.github.dubbogray.core.placement.Fleet.of(members, name -> accepted.table(), positions -> positions);
    }

    /** Explains. */
    @Benchmark
    public String explain() {
        return Explanation.of(fleet, QUESTION, ALL, position -> "instance " + position)
                .toText();
    }
}
