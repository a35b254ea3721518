package io.github.dubbogray.router.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.baggage.W3cBaggage;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceBaggageTest {

    @Test
    void entryOfTheCurrentContext_isTheValue() {
        assertThat(TraceBaggage.value("user-type")).isNull();

        try (Scope scope = baggage("user-type", "qa").makeCurrent()) {
            assertThat(TraceBaggage.value("user-type")).isEqualTo("qa");
            assertThat(TraceBaggage.value("other")).isNull();
        }

        assertThat(TraceBaggage.value("user-type")).isNull();
    }

    @Test
    void headerThatNobodyHasRead_isReadWhereTheContextHasNone() {
        assertThat(TraceBaggage.value("user-type", "user-type=qa")).isEqualTo("qa");
        assertThat(TraceBaggage.value("user-type", null)).isNull();

        try (Scope scope = baggage("user-type", "vip").makeCurrent()) {
            assertThat(TraceBaggage.value("user-type", "user-type=qa")).isEqualTo("vip");
            assertThat(TraceBaggage.value("user", "user=42")).isEqualTo("42");
        }
    }

    @Nested
    @DisplayName("A header has one meaning, with and without OpenTelemetry")
    class AgainstOpenTelemetry {

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3})
        void whatOpenTelemetryWrites_isReadBack(long seed) {
            Random random = new Random(seed);
            for (int i = 0; i < 2_000; i++) {
                Map<String, String> entries = IntStream.range(0, random.nextInt(6))
                        .boxed()
                        .collect(Collectors.toMap(key -> "key-" + key, key -> anyText(random)));

                String header = written(entries);

                entries.forEach((key, value) ->
                        assertThat(W3cBaggage.value(header, key)).as(header).isEqualTo(value));
                assertThat(W3cBaggage.value(header, "key-7")).isNull();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "tag=canary",
                    " tag = canary ; p = 1 , user=42",
                    "tag=version=v2",
                    "tag=version%3Dv2%2Cregion%3Dsh",
                    "tag=one,tag=two",
                    "tag=%E7%81%B0",
                    "tag=a%20b,,",
                    "tag=a b,user=42",
                    "tag=\"a\"",
                    "tag",
                    ",tag=canary",
                    "tag=a+b"
                })
        void header_isReadAsOpenTelemetryReadsIt(String header) {
            assertThat(W3cBaggage.value(header, "tag")).isEqualTo(read(header).getEntryValue("tag"));
        }

        private static String anyText(Random random) {
            return random.ints(1 + random.nextInt(8), ' ' + 1, 0x250)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
        }

        private static String written(Map<String, String> entries) {
            Map<String, String> headers = new HashMap<>();
            var baggage = Baggage.builder();
            entries.forEach(baggage::put);
            W3CBaggagePropagator.getInstance().inject(Context.root().with(baggage.build()), headers, Map::put);
            return headers.getOrDefault("baggage", "");
        }

        private static Baggage read(String header) {
            return Baggage.fromContext(W3CBaggagePropagator.getInstance()
                    .extract(Context.root(), header, new TextMapGetter<>() {
                        @Override
                        @SuppressWarnings("deprecation") // abstract all the same
                        public Iterable<String> keys(String carrier) {
                            return List.of("baggage");
                        }

                        @Override
                        public String get(String carrier, String key) {
                            return carrier;
                        }
                    }));
        }
    }

    private static Baggage baggage(String key, String value) {
        return Baggage.builder().put(key, value).build();
    }
}
