package io.github.dubbogray.benchmarks;

import io.github.dubbogray.benchmarks.fixture.Consumer;
import io.github.dubbogray.benchmarks.fixture.Documents;
import io.github.dubbogray.benchmarks.fixture.Fleet;
import io.github.dubbogray.benchmarks.fixture.Greeter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.StateRouter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a router does off the request path when instances or documents change, with 20 lanes.
 * {@code benchmarks/run.sh --only Change}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class ChangeBenchmark {

    private static final int LANES = 20;
    private static final int RULES = 50;

    /** How many instances. */
    @Param({"1000", "10000"})
    public int instances;

    private Consumer consumer;
    private StateRouter<Greeter> router;
    private List<BitList<Invoker<Greeter>>> lists;
    private List<String> texts;
    private int turn;

    /** Notifies the router once. */
    @Setup
    public void setUp() {
        consumer = new Consumer();
        texts = List.of(Documents.ofLanes(LANES, RULES), Documents.ofLanes(LANES, RULES) + "unmatched: stable\n");
        consumer.publish(Documents.DATA_ID, texts.get(0));
        List<Invoker<Greeter>> members = Fleet.ofLanes(instances, LANES);
        lists = List.of(new BitList<>(members), new BitList<>(List.copyOf(members.subList(1, members.size()))));
        router = consumer.router(Map.of("router", "-default,gray"));
        router.notify(lists.get(0));
    }

    /** Ends the consumer. */
    @TearDown
    public void tearDown() {
        consumer.close();
    }

    /** One of the instances goes, or comes back. */
    @Benchmark
    public void instancesChange() {
        router.notify(lists.get(++turn & 1));
    }

    /** The document changes: it is read, compiled, kept on disk, and put in force for the instances. */
    @Benchmark
    public void documentChanges() {
        consumer.publish(Documents.DATA_ID, texts.get(++turn & 1));
    }
}
