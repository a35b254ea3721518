package io.github.dubbogray.benchmarks;

import io.github.dubbogray.benchmarks.fixture.Documents;
import io.github.dubbogray.benchmarks.fixture.Fleet;
import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A document's way from text to table. {@code benchmarks/run.sh --only Compile}. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class CompileBenchmark {

    private static final int LANES = 20;

    /** How many rules the document has. */
    @Param({"1", "50", "500"})
    public int rules;

    private String text = "";

    /** Writes the document. */
    @Setup
    public void setUp() {
        text = Documents.ofLanes(LANES, rules);
    }

    /** Reads and compiles. */
    @Benchmark
    public Reading compile() {
        return DocumentReader.read(Fleet.APPLICATION, text);
    }
}
