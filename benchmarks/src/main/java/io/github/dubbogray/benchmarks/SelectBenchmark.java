package io.github.dubbogray.benchmarks;

import io.github.dubbogray.benchmarks.fixture.Call;
import io.github.dubbogray.benchmarks.fixture.Consumer;
import io.github.dubbogray.benchmarks.fixture.Fleet;
import io.github.dubbogray.benchmarks.fixture.Fleet.Weights;
import io.github.dubbogray.benchmarks.fixture.Greeter;
import io.github.dubbogray.benchmarks.fixture.Setting;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Result;
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
 * A call from Dubbo's cluster invoker to the chosen instance: directory, router chain, load balancer, all of Dubbo's own
 * code in between. The call is untagged, so nine tenths of the instances are to choose from.
 * {@code benchmarks/run.sh --only Select}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class SelectBenchmark {

    private static final int RULES = 50;

    /** How many instances, each tenth of them gray. */
    @Param({"10", "100", "1000"})
    public int instances;

    /** Routers and load balancer. */
    @Param
    public Setting setting = Setting.STOCK;

    /** Weights of the instances. */
    @Param
    public Weights weights = Weights.EQUAL;

    private Consumer consumer;
    private Invoker<Greeter> cluster;
    private RpcInvocation invocation;
    private Call call = Call.UNTAGGED;

    /** Makes the reference and the call. */
    @Setup
    public void setUp() {
        consumer = new Consumer();
        cluster = setting.cluster(consumer, Fleet.ofTwoLanes(instances, weights), RULES);
        call = setting == Setting.AFFINITY ? Call.SPLIT : Call.UNTAGGED;
        invocation = consumer.call(call);
    }

    /** Ends the consumer. */
    @TearDown
    public void tearDown() {
        consumer.close();
    }

    /** Routes, selects, and asks the chosen one. */
    @Benchmark
    public Result select() {
        call.renew(invocation);
        return cluster.invoke(invocation);
    }
}
