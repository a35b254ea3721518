package io.github.dubbogray.benchmarks;

import io.github.dubbogray.benchmarks.fixture.Call;
import io.github.dubbogray.benchmarks.fixture.Chain;
import io.github.dubbogray.benchmarks.fixture.Consumer;
import io.github.dubbogray.benchmarks.fixture.Fleet;
import io.github.dubbogray.benchmarks.fixture.Fleet.Weights;
import io.github.dubbogray.benchmarks.fixture.GrayRouting;
import io.github.dubbogray.benchmarks.fixture.Greeter;
import io.github.dubbogray.benchmarks.fixture.LeastRouter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The least that a router on Dubbo's lists has to do: any router copies the list and takes it together with a ready one,
 * one that keeps its decision puts an entry on the call, and one that goes by what a call says reads an attachment.
 * {@code benchmarks/run.sh --only Floor}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class FloorBenchmark {

    /** How many instances, each tenth of them gray. */
    @Param({"10", "100", "1000", "10000"})
    public int instances;

    private Consumer consumer;
    private BitList<Invoker<Greeter>> all;
    private BitList<Invoker<Greeter>> stable;
    private Chain empty;
    private Chain leastOfRouters;
    private RpcInvocation invocation;

    /** Makes the lists. */
    @Setup
    public void setUp() {
        consumer = new Consumer();
        List<Invoker<Greeter>> members = Fleet.ofTwoLanes(instances, Weights.EQUAL);
        empty = consumer.emptyChain(members);
        all = empty.all();
        stable = GrayRouting.ready(all.getOriginList(), "v1");
        leastOfRouters = LeastRouter.alone(empty, stable);
        invocation = consumer.call(Call.UNTAGGED);
    }

    /** Ends the consumer. */
    @TearDown
    public void tearDown() {
        consumer.close();
    }

    /** The floor itself. */
    @Benchmark
    public BitList<Invoker<Greeter>> floor() {
        return all.clone().and(stable);
    }

    /** The floor, and an entry on the call, put and taken away again: the least where a decision is kept for retries. */
    @Benchmark
    public BitList<Invoker<Greeter>> floorAndEntry() {
        invocation.getAttributes().remove(LeastRouter.ENTRY);
        invocation.put(LeastRouter.ENTRY, stable);
        return all.clone().and(stable);
    }

    /** One attachment read from the call, as each rule about attachments has to; Dubbo takes a lock for it. */
    @Benchmark
    public @Nullable Object attachment() {
        return LeastRouter.read(invocation);
    }

    /** All of it: what budgets of a routing are times of. */
    @Benchmark
    public BitList<Invoker<Greeter>> least(Blackhole read) {
        invocation.getAttributes().remove(LeastRouter.ENTRY);
        read.consume(LeastRouter.read(invocation));
        invocation.put(LeastRouter.ENTRY, stable);
        return all.clone().and(stable);
    }

    /** The same as a router of Dubbo's, in its chain. */
    @Benchmark
    public List<Invoker<Greeter>> leastRouter() {
        invocation.getAttributes().remove(LeastRouter.ENTRY);
        return leastOfRouters.route(invocation);
    }

    /** Dubbo's chain without any router. */
    @Benchmark
    public List<Invoker<Greeter>> emptyChain() {
        return empty.route(invocation);
    }
}
