package io.github.dubbogray.benchmarks;

import io.github.dubbogray.benchmarks.fixture.Call;
import io.github.dubbogray.benchmarks.fixture.Chain;
import io.github.dubbogray.benchmarks.fixture.Consumer;
import io.github.dubbogray.benchmarks.fixture.Documents;
import io.github.dubbogray.benchmarks.fixture.Fleet;
import io.github.dubbogray.benchmarks.fixture.Fleet.Weights;
import io.github.dubbogray.benchmarks.fixture.GrayRouting;
import io.github.dubbogray.benchmarks.fixture.Greeter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
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
 * Routing one call through a chain with the gray router alone: {@code benchmarks/run.sh --only GrayRoute}. Taking back
 * what the router put on the call is part of the time.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class GrayRouteBenchmark {

    /** How many instances, each tenth of them gray. */
    @Param({"10", "100", "1000", "10000"})
    public int instances;

    /** How many rules the document has. */
    @Param({"1", "50", "500"})
    public int rules;

    /** What kind of call. */
    @Param({"TAGGED", "SPLIT", "UNTAGGED"})
    public Call call = Call.UNTAGGED;

    private Consumer consumer;
    private Chain chain;
    private RpcInvocation invocation;

    /** Notifies the router, publishes the document, makes the call. */
    @Setup
    public void setUp() {
        consumer = new Consumer();
        chain = GrayRouting.chain(consumer, Fleet.ofTwoLanes(instances, Weights.EQUAL), Documents.ofRules(rules));
        invocation = consumer.call(call);
    }

    /** Ends the consumer. */
    @TearDown
    public void tearDown() {
        consumer.close();
    }

    /** Routes. */
    @Benchmark
    public List<Invoker<Greeter>> route() {
        call.renew(invocation);
        return chain.route(invocation);
    }
}
