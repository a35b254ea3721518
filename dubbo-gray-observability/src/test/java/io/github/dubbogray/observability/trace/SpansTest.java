package io.github.dubbogray.observability.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dubbogray.filter.GrayRefusedException;
import io.github.dubbogray.filter.outcome.Shop;
import io.github.dubbogray.filter.outcome.ShopSystem;
import io.github.dubbogray.observability.metrics.GrayMetrics;
import io.github.dubbogray.router.meter.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

@DisplayName("Spans of both sides of a call say where it went, over both protocols")
class SpansTest {

    private static final String DOCUMENT = """
            lanes:
              canary: { labels: { version: v2 } }
              absent: { labels: { version: v3 } }
              strict: { labels: { version: v4 }, fallback: [] }
            rules:
              - id: qa
                when: { attachment.x-user-type: qa }
                to: canary
            """;

    private static final InMemorySpanExporter EXPORTED = InMemorySpanExporter.create();
    private static final SdkTracerProvider PROVIDER = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(EXPORTED))
            .build();
    private static final Tracer TRACER = PROVIDER.get("test");

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class EveryCall {

        private final String protocol;
        private ShopSystem system;
        private Shop shop;

        EveryCall(String protocol) {
            this.protocol = protocol;
        }

        @BeforeAll
        void start(@TempDir Path folder) {
            system = new ShopSystem(protocol, folder, SpansTest::observe);
        }

        @BeforeEach
        void call() {
            EXPORTED.reset();
            RpcContext.removeContext();
            shop = system.shop(DOCUMENT, Map.of("retries", "0"));
        }

        @AfterAll
        void stop() throws Exception {
            system.close();
        }

        @Test
        void coloredCall_hasTagLaneRuleAndOutcome() {
            RpcContext.getClientAttachment().setAttachment("x-user-type", "qa");

            assertThat(shop.getPrice("a")).isEqualTo("gray");

            assertThat(attributes(SpanKind.CLIENT))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "gray.tag", "canary", "gray.lane", "canary", "gray.rule", "qa", "gray.outcome", "placed"));
            assertThat(attributes(SpanKind.SERVER)).containsEntry("gray.tag", "canary");
        }

        @Test
        void callWithoutTag_saysThatItIsStable() {
            assertThat(shop.getPrice("a")).isEqualTo("stable");

            assertThat(attributes(SpanKind.CLIENT))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("gray.lane", "stable", "gray.outcome", "placed"));
        }

        @Test
        void callThatFallsBack_saysSo() {
            ShopSystem.tag("absent");

            assertThat(shop.getPrice("a")).isEqualTo("stable");

            assertThat(attributes(SpanKind.CLIENT))
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of("gray.tag", "absent", "gray.lane", "stable", "gray.outcome", "fell_back"));
        }

        @Test
        void refusedCall_saysSo() {
            ShopSystem.tag("strict");

            assertThatThrownBy(() -> shop.getPrice("a")).isInstanceOf(GrayRefusedException.class);

            assertThat(attributes(SpanKind.CLIENT))
                    .containsExactlyInAnyOrderEntriesOf(Map.of("gray.tag", "strict", "gray.outcome", "refused"));
        }

        @Test
        void spanAroundTheCall_saysNothing() {
            Span around = TRACER.spanBuilder("around").startSpan();
            try (Scope scope = around.makeCurrent()) {
                ShopSystem.tag("canary");
                shop.getPrice("a");
            } finally {
                around.end();
            }

            await().until(() -> EXPORTED.getFinishedSpanItems().size() == 3);
            assertThat(EXPORTED.getFinishedSpanItems())
                    .filteredOn(span -> span.getName().equals("around"))
                    .singleElement()
                    .satisfies(span -> assertThat(gray(span)).isEmpty());
            assertThat(EXPORTED.getFinishedSpanItems())
                    .extracting(SpanData::getTraceId)
                    .containsOnly(around.getSpanContext().getTraceId());
        }

        @Test
        void logLineOfTheServer_joinsItsTraceAndItsMetric_byTraceIdAndLane() {
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            GrayMetrics.of(system.model()).bindTo(registry);
            ListAppender<ILoggingEvent> logged = new ListAppender<>();
            logged.start();
            Logger logger = (Logger) LoggerFactory.getLogger("shop");
            logger.addAppender(logged);
            system.gray.besides = () -> logger.warn("sold");
            try {
                ShopSystem.tag("canary");
                shop.getPrice("a");
                ShopSystem.tag("stable");
                shop.getPrice("a");
            } finally {
                logger.detachAppender(logged);
            }

            Map<String, String> line = logged.list.get(0).getMDCPropertyMap();
            assertThat(logged.list).hasSize(1);
            await().until(() -> EXPORTED.getFinishedSpanItems().size() == 4);
            assertThat(EXPORTED.getFinishedSpanItems())
                    .filteredOn(span -> span.getTraceId().equals(line.get("traceId")))
                    .hasSize(2)
                    .filteredOn(span -> span.getKind() == SpanKind.CLIENT)
                    .singleElement()
                    .satisfies(span -> assertThat(gray(span)).containsEntry("gray.lane", line.get("gray.lane")));
            assertThat(registry.get(Meter.CALLS.id())
                            .tag("lane", line.get("gray.lane"))
                            .tag("outcome", "success")
                            .timer()
                            .count())
                    .isOne();
        }

        private static Map<String, String> attributes(SpanKind kind) {
            await().until(() -> EXPORTED.getFinishedSpanItems().stream().anyMatch(span -> span.getKind() == kind));
            List<SpanData> spans = EXPORTED.getFinishedSpanItems().stream()
                    .filter(span -> span.getKind() == kind)
                    .toList();
            assertThat(spans).hasSize(1);
            return gray(spans.get(0));
        }
    }

    @Nested
    class Dubbo extends EveryCall {
        Dubbo() {
            super("dubbo");
        }
    }

    @Nested
    class Triple extends EveryCall {
        Triple() {
            super("tri");
        }
    }

    /** Dubbo's own tracing, with OpenTelemetry behind it, as applications have it. */
    private static void observe(ApplicationModel model) {
        OtelTracer tracer = new OtelTracer(TRACER, new OtelCurrentTraceContext(), event -> {});
        OtelPropagator propagator =
                new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()), TRACER);
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new LoggedTrace());
        registry.observationConfig()
                .observationHandler(new ObservationHandler.FirstMatchingCompositeObservationHandler(
                        new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
                        new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
                        new DefaultTracingObservationHandler(tracer)));
        model.getBeanFactory().registerBean(registry);
    }

    /** Puts the trace's id where log lines take it from, as Spring Boot and agents do. */
    private static final class LoggedTrace implements ObservationHandler<Observation.Context> {
        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
            MDC.put("traceId", traceId(context));
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            MDC.remove("traceId");
        }

        private static String traceId(Observation.Context context) {
            return context.<TracingObservationHandler.TracingContext>getRequired(
                            TracingObservationHandler.TracingContext.class)
                    .getSpan()
                    .context()
                    .traceId();
        }
    }

    private static Map<String, String> gray(SpanData span) {
        Map<String, String> attributes = new TreeMap<>();
        span.getAttributes().forEach((AttributeKey<?> key, Object value) -> {
            if (key.getKey().startsWith("gray.")) {
                attributes.put(key.getKey(), value.toString());
            }
        });
        return attributes;
    }
}
