package io.github.dubbogray.benchmarks;

import io.github.dubbogray.benchmarks.fixture.Balancer;
import io.github.dubbogray.benchmarks.fixture.Call;
import io.github.dubbogray.benchmarks.fixture.Chain;
import io.github.dubbogray.benchmarks.fixture.Consumer;
import io.github.dubbogray.benchmarks.fixture.Fleet;
import io.github.dubbogray.benchmarks.fixture.Fleet.Weights;
import io.github.dubbogray.benchmarks.fixture.GrayRouting;
import io.github.dubbogray.benchmarks.fixture.Greeter;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.LoadBalance;
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
 * The gray router, then a load balancer on the list that the router gave, without directory and cluster invoker between
 * them: what {@link SelectBenchmark} has above this is Dubbo's. {@code benchmarks/run.sh --only Balance}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class BalanceBenchmark {

    private static final int RULES = 50;

    /** How many instances, each tenth of them gray. */
    @Param({"10", "100", "1000"})
    public int instances;

    /** Which load balancer. */
    @Param
    public Balancer balancer = Balancer.GRAY;

    /** Weights of the instances. */
    @Param
    public Weights weights = Weights.EQUAL;

    /** In which form the load balancer gets the routed list. */
    @Param
    public Handover handover = Handover.WRAPPED;

    private Consumer consumer;
    private Chain chain;
    private LoadBalance balance;
    private RpcInvocation invocation;
    private Call call = Call.UNTAGGED;

    /** Forms of a routed list. */
    public enum Handover {
        /** The list of the router itself. */
        ROUTED {
            @Override
            List<Invoker<Greeter>> of(List<Invoker<Greeter>> routed) {
                return routed;
            }
        },
        /** What Dubbo's directory makes of it: {@code AbstractDirectory.list} answers with an unmodifiable view. */
        WRAPPED {
            @Override
            List<Invoker<Greeter>> of(List<Invoker<Greeter>> routed) {
                return Collections.unmodifiableList(routed);
            }
        };

        abstract List<Invoker<Greeter>> of(List<Invoker<Greeter>> routed);
    }

    /** Notifies the router, makes the call. */
    @Setup
    public void setUp() {
        consumer = new Consumer();
        chain = GrayRouting.chain(consumer, Fleet.ofTwoLanes(instances, weights), balancer.document(RULES));
        balance = balancer.of(consumer);
        call = balancer.call();
        invocation = consumer.call(call);
    }

    /** Ends the consumer. */
    @TearDown
    public void tearDown() {
        consumer.close();
    }

    /** Routes and selects. */
    @Benchmark
    public Invoker<Greeter> select() {
        call.renew(invocation);
        return balance.select(handover.of(chain.route(invocation)), chain.reference(), invocation);
    }
}
