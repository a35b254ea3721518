package io.github.dubbogray.observability.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.filter.GrayContext;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraySamplerTest {

    private static final int TRACES = 10_000;
    private static final SpanContext UNSAMPLED = SpanContext.createFromRemoteParent(
            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceFlags.getDefault(), TraceState.getDefault());

    private final Sampler sampler = GraySampler.of(0.3);

    @Test
    @DisplayName("of ten thousand traces that are not gray, 30 % ± 1.5 are kept, the same in every process")
    void others_areKeptByRatio() {
        Random random = new Random(7);
        int kept = 0;
        for (int i = 0; i < TRACES; i++) {
            String trace = String.format("%016x%016x", random.nextLong(), random.nextLong());
            SamplingDecision decision = decide(sampler, Context.root(), trace, Attributes.empty());
            assertThat(decide(GraySampler.of(0.3), Context.root(), trace, Attributes.empty()))
                    .isEqualTo(decision);
            kept += decision == SamplingDecision.RECORD_AND_SAMPLE ? 1 : 0;
        }

        assertThat(kept * 100.0 / TRACES).isBetween(28.5, 31.5);
    }

    @Test
    void grayRequests_areAllKept() throws Exception {
        Sampler none = GraySampler.of(0);
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            String trace = String.format("%016x%016x", random.nextLong(), random.nextLong());
            assertThat(decide(none, baggage("canary"), trace, Attributes.empty()))
                    .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
            assertThat(GrayContext.call("version=v2", () -> decide(none, Context.root(), trace, Attributes.empty())))
                    .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
            assertThat(decide(
                            none,
                            Context.root(),
                            trace,
                            Attributes.builder().put("gray.tag", "canary").build()))
                    .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stable", "default", " "})
    void stableRequests_areNotGray(String tag) {
        assertThat(decide(GraySampler.of(0), baggage(tag), "0af7651916cd43dd8448eb211c80319c", Attributes.empty()))
                .isEqualTo(SamplingDecision.DROP);
    }

    @Test
    void parentsDecision_holdsUnlessTheRequestIsGray() {
        Context parent = Context.root().with(Span.wrap(UNSAMPLED));

        assertThat(decide(GraySampler.of(1), parent, UNSAMPLED.getTraceId(), Attributes.empty()))
                .isEqualTo(SamplingDecision.DROP);
        assertThat(decide(
                        GraySampler.of(0),
                        parent.with(
                                Baggage.builder().put("x-gray-tag", "canary").build()),
                        UNSAMPLED.getTraceId(),
                        Attributes.empty()))
                .isEqualTo(SamplingDecision.RECORD_AND_SAMPLE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void ratioThatIsNone_isRefused(double ratio) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GraySampler.of(ratio))
                .withMessage("ratio is " + ratio + ", must be 0 to 1");
    }

    @Test
    @DisplayName("OpenTelemetry's configuration finds it by the name gray")
    void configuration_namesIt() {
        ConfigurableSamplerProvider provider = Stream.of(ServiceLoader.load(ConfigurableSamplerProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toArray(ConfigurableSamplerProvider[]::new))
                .filter(each -> each.getName().equals("gray"))
                .findFirst()
                .orElseThrow();

        assertThat(provider.createSampler(properties(Map.of())).getDescription())
                .isEqualTo("GraySampler{0.3}");
        assertThat(provider.createSampler(properties(Map.of("otel.traces.sampler.arg", "0.05")))
                        .getDescription())
                .isEqualTo("GraySampler{0.05}");
        assertThatThrownBy(() -> provider.createSampler(properties(Map.of("otel.traces.sampler.arg", "30"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("otel.traces.sampler.arg: ratio is 30.0, must be 0 to 1");
    }

    private static DefaultConfigProperties properties(Map<String, String> values) {
        return DefaultConfigProperties.createFromMap(values);
    }

    private static Context baggage(String tag) {
        return Context.root().with(Baggage.builder().put("x-gray-tag", tag).build());
    }

    private static SamplingDecision decide(Sampler sampler, Context parent, String trace, Attributes attributes) {
        return sampler.shouldSample(parent, trace, "call", SpanKind.SERVER, attributes, List.of())
                .getDecision();
    }
}
