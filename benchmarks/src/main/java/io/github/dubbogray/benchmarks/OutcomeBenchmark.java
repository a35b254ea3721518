package io.github.dubbogray.benchmarks;

import io.github.dubbogray.benchmarks.fixture.Call;
import io.github.dubbogray.benchmarks.fixture.Chain;
import io.github.dubbogray.benchmarks.fixture.Consumer;
import io.github.dubbogray.benchmarks.fixture.Documents;
import io.github.dubbogray.benchmarks.fixture.Fleet;
import io.github.dubbogray.benchmarks.fixture.Fleet.Weights;
import io.github.dubbogray.benchmarks.fixture.GrayRouting;
import io.github.dubbogray.benchmarks.fixture.Greeter;
import io.github.dubbogray.benchmarks.fixture.Tries;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.util.concurrent.TimeUnit;
import org.apache.dubbo.rpc.Filter;
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
 * What it costs to tell how a call ended: a call of a gray lane that is answered at once, by the filter that tells and
 * without it, and beside them what a circuit breaker takes for the same call. {@code benchmarks/run.sh --only Outcome}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class OutcomeBenchmark {

    private static final int INSTANCES = 100;
    private static final int WINDOW_SECONDS = 10;

    /** Which keys of health the lane has. */
    @Param({"NONE", "HEALTH", "OUTLIER_AND_HEALTH"})
    public Documents.Health health = Documents.Health.NONE;

    private Consumer consumer;
    private RpcInvocation invocation;
    private Invoker<Greeter> instance;
    private Filter filter;
    private CircuitBreaker ofTime;
    private CircuitBreaker ofCount;

    /** Places a call of the gray lane. */
    @Setup
    public void setUp() {
        consumer = new Consumer();
        Chain chain =
                GrayRouting.chain(consumer, Fleet.ofTwoLanes(INSTANCES, Weights.EQUAL), Documents.withHealth(health));
        invocation = consumer.call(Call.TAGGED);
        instance = Tries.answeredAtOnce(chain.route(invocation).get(0), invocation);
        filter = consumer.filter("gray-outcome");
        ofTime = breaker(SlidingWindowType.TIME_BASED, WINDOW_SECONDS);
        ofCount = breaker(SlidingWindowType.COUNT_BASED, INSTANCES);
    }

    private static CircuitBreaker breaker(SlidingWindowType type, int size) {
        return CircuitBreaker.of(
                "lane",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(type)
                        .slidingWindowSize(size)
                        .build());
    }

    /** Ends the consumer. */
    @TearDown
    public void tearDown() {
        consumer.close();
    }

    /** The call alone. */
    @Benchmark
    public Result untold() {
        return instance.invoke(invocation);
    }

    /** The call between two looks at the clock, the least for whoever is to know how long it took. */
    @Benchmark
    public long timed() {
        long begin = System.nanoTime();
        instance.invoke(invocation);
        return System.nanoTime() - begin;
    }

    /** The call by the filter that tells how it ended. */
    @Benchmark
    public Result told() {
        return filter.invoke(instance, invocation);
    }

    /** The call by a circuit breaker whose window is of time, as the lane's is. */
    @Benchmark
    public Result breakerOfTime() {
        return broken(ofTime);
    }

    /** The call by a circuit breaker whose window is of calls, its default. */
    @Benchmark
    public Result breakerOfCount() {
        return broken(ofCount);
    }

    private Result broken(CircuitBreaker breaker) {
        breaker.acquirePermission();
        long begin = breaker.getCurrentTimestamp();
        Result result = instance.invoke(invocation);
        breaker.onSuccess(breaker.getCurrentTimestamp() - begin, breaker.getTimestampUnit());
        return result;
    }
}
