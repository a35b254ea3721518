package io.github.dubbogray.benchmarks;

import io.github.dubbogray.benchmarks.fixture.Call;
import io.github.dubbogray.benchmarks.fixture.Chain;
import io.github.dubbogray.benchmarks.fixture.Consumer;
import io.github.dubbogray.benchmarks.fixture.DubboRouter;
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
 * Routing the same calls to the same instances through a chain with one of Dubbo's own routers.
 * {@code benchmarks/run.sh --only DubboRoute}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class DubboRouteBenchmark {

    private static final int RULES = 50;

    /** How many instances, each tenth of them gray. At 10 000 a call can take seconds. */
    @Param({"10", "100", "1000"})
    public int instances;

    /** Which router; kinds with conditions have 50 of them. */
    @Param
    public DubboRouter router = DubboRouter.TAG_STATIC;

    /** What kind of call. */
    @Param({"TAGGED", "UNTAGGED"})
    public Call call = Call.UNTAGGED;

    private Consumer consumer;
    private Chain chain;
    private RpcInvocation invocation;

    /** Publishes the rule, notifies the router, makes the call. */
    @Setup
    public void setUp() {
        consumer = new Consumer();
        chain = router.chain(consumer, instances, RULES);
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
        return chain.route(invocation);
    }
}
