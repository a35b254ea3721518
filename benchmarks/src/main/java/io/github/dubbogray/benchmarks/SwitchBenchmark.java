package io.github.dubbogray.benchmarks;

import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.ProviderEvaluation;
import io.github.dubbogray.core.document.SwitchesReader;
import io.github.dubbogray.core.document.SwitchesReading;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.feature.GraySwitch;
import io.github.dubbogray.feature.GraySwitches;
import io.github.dubbogray.openfeature.GraySwitchProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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
 * What a boolean switch costs: in core, as a typed value, and through the provider for OpenFeature; beside them an entry of a
 * map behind a volatile, which is the least, and flagd's provider that evaluates an equal flag in the process. {@code
 * benchmarks/run.sh --only Switch -- -prof gc}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class SwitchBenchmark {

    private static final int SWITCHES = 100;

    /** flagd's default of a second is too short for a fresh JVM that reads a hundred expressions. */
    private static final int DEADLINE_MILLIS = 30_000;

    /** The user who is asked for, as an attachment. */
    private record User(String id) implements Request {

        @Override
        public String attachment(String key) {
            return id;
        }

        @Override
        public String method() {
            return "";
        }

        @Override
        public String service() {
            return "";
        }

        @Override
        public String application() {
            return "";
        }
    }

    /** The switch that is asked. */
    @Param({"PLAIN", "SHARE"})
    public Flag flag = Flag.PLAIN;

    /** Which value it gives, and by what. */
    public enum Flag {
        /** Its default, to everybody. */
        PLAIN,

        /** True to a tenth of the users, by their id. */
        SHARE
    }

    private volatile Map<String, Boolean> entries = Map.of();
    private volatile Switches switches = Switches.none("shop");
    private Request request;
    private String name;
    private Path gray;
    private Path flagdFile;
    private GraySwitches followed;
    private GraySwitch<Boolean> typed;
    private FeatureProvider provider;
    private FeatureProvider flagd;
    private EvaluationContext context;

    /** Reads a hundred switches, and as many flags. */
    @Setup
    public void setUp() throws Exception {
        name = flag.name() + "-50";
        context = new ImmutableContext("user-1001");
        request = new User("user-1001");
        Map<String, Boolean> all = new HashMap<>();
        StringBuilder document = new StringBuilder("apiVersion: dubbo-gray/v1\napplication: shop\nswitches:\n");
        StringBuilder flags = new StringBuilder("{\"flags\":{");
        for (int i = 0; i < SWITCHES; i++) {
            all.put(flag.name() + "-" + i, false);
            document.append(ofGray(i));
            flags.append(i == 0 ? "" : ",").append(ofFlagd(i));
        }
        entries = Map.copyOf(all);
        switches = ((SwitchesReading.Accepted) SwitchesReader.read(document.toString())).switches();
        gray = written(".yaml", document.toString());
        flagdFile = written(".json", flags.append("}}").toString());
        followed = GraySwitches.ofFile(gray);
        typed = followed.truth(name, false);
        provider = GraySwitchProvider.of(followed);
        provider.initialize(new ImmutableContext());
        flagd = new FlagdProvider(FlagdOptions.builder()
                .resolverType(Config.Resolver.FILE)
                .offlineFlagSourcePath(flagdFile.toString())
                .deadline(DEADLINE_MILLIS)
                .build());
        flagd.initialize(new ImmutableContext());
        requireEqual();
    }

    private String ofGray(int number) {
        return "  " + flag + "-" + number + ": { type: boolean, default: false"
                + (flag == Flag.SHARE
                        ? ", rules: [{ id: r" + number
                                + ", to: { true: 10%, false: 90% }, sticky: attachment.targetingKey }]"
                        : "")
                + " }\n";
    }

    private String ofFlagd(int number) {
        return "\"" + flag + "-" + number
                + "\":{\"state\":\"ENABLED\",\"variants\":{\"on\":true,\"off\":false},\"defaultVariant\":\"off\""
                + (flag == Flag.SHARE ? ",\"targeting\":{\"fractional\":[[\"on\",10],[\"off\",90]]}" : "")
                + "}";
    }

    private static Path written(String ending, String text) throws IOException {
        return Files.writeString(Files.createTempFile("switches", ending), text);
    }

    /** Who answers with an error has measured nothing. */
    private void requireEqual() {
        if (provider().getErrorCode() != null || flagd().getErrorCode() != null) {
            throw new IllegalStateException(provider() + " and " + flagd());
        }
    }

    /** Ends what follows files. */
    @TearDown
    public void tearDown() throws IOException {
        provider.shutdown();
        followed.close();
        flagd.shutdown();
        Files.delete(gray);
        Files.delete(flagdFile);
    }

    /** The least: a volatile read and an entry of the map behind it. */
    @Benchmark
    public boolean volatileEntry() {
        return Boolean.TRUE.equals(entries.get(name));
    }

    /** Core: the switches behind a volatile, asked for a request. */
    @Benchmark
    public boolean core() {
        return switches.isOn(name, false, request, SwitchBenchmark::draw);
    }

    /** A typed value, for the call that this thread serves, which is none. */
    @Benchmark
    public boolean typedValue() {
        return typed.get();
    }

    private static int draw() {
        return ThreadLocalRandom.current().nextInt(Split.BUCKETS);
    }

    /** The provider, as OpenFeature's client asks it. */
    @Benchmark
    public ProviderEvaluation<Boolean> provider() {
        return provider.getBooleanEvaluation(name, false, context);
    }

    /** flagd's provider, as OpenFeature's client asks it. */
    @Benchmark
    public ProviderEvaluation<Boolean> flagd() {
        return flagd.getBooleanEvaluation(name, false, context);
    }
}
