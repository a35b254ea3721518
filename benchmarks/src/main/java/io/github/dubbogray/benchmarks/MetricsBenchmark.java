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
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
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
 * What metrics cost a call: routed, and answered at once by the filter that takes its time; in a registry for Prometheus and
 * in none, which is {@code dubbo.gray.metrics.enabled=false}. Beside them what such a registry takes for one time alone.
 * {@code benchmarks/run.sh --only Metrics}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class MetricsBenchmark {

    private static final int INSTANCES = 100;
    private static final int RULES = 50;

    /** Whether a registry has the metrics. */
    public enum Metrics {
        /** Nobody reads them. */
        OFF,
        /** A registry for Prometheus has them. */
        ON
    }

    /** Whether a registry has the metrics. */
    @Param
    public Metrics metrics = Metrics.OFF;

    private Consumer consumer;
    private Chain chain;
    private RpcInvocation invocation;
    private Invoker<Greeter> instance;
    private Filter filter;
    private Timer timer;

    /** Places a call of the gray lane. */
    @Setup
    public void setUp() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        timer = Timer.builder("bare")
                .serviceLevelObjectives(LongStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
                        .mapToObj(Duration::ofMillis)
                        .toArray(Duration[]::new))
                .register(registry);
        consumer = new Consumer();
        if (metrics == Metrics.ON) {
            consumer.measuredBy(registry);
        }
        chain = GrayRouting.chain(consumer, Fleet.ofTwoLanes(INSTANCES, Weights.EQUAL), Documents.ofRules(RULES));
        invocation = consumer.call(Call.TAGGED);
        instance = Tries.answeredAtOnce(chain.route(invocation).get(0), invocation);
        filter = consumer.filter("gray-outcome");
    }

    /** Ends the consumer. */
    @TearDown
    public void tearDown() {
        consumer.close();
    }

    /** A call, routed and told of. */
    @Benchmark
    public Result call() {
        Call.TAGGED.renew(invocation);
        chain.route(invocation);
        return filter.invoke(instance, invocation);
    }

    /** The same call, with a timer of the registry's around it and nothing else: two looks at the clock, and its buckets. */
    @Benchmark
    public Result bareTimer() {
        Call.TAGGED.renew(invocation);
        chain.route(invocation);
        long begin = System.nanoTime();
        Result result = instance.invoke(invocation);
        timer.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        return result;
    }
}
