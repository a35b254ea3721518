package io.github.dubbogray.filter.context.optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.context.RequestScope;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageEntryMetadata;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R5: OpenTelemetry's baggage has the tag for as long as GrayContext has it")
class TagInBaggageTest {

    private static final String OTHERS = "user=42;kept";
    private static final ContextKey<String> SPAN = ContextKey.named("span");

    @AfterEach
    void nothingIsLeft() {
        assertThat(Context.current()).isSameAs(Context.root());
    }

    @Test
    void tag_isAnEntry() throws Exception {
        assertThat(GrayContext.call("canary", TagInBaggageTest::entry)).isEqualTo("canary");
        assertThat(entry()).isNull();
    }

    @Test
    void whatOpenTelemetryInjects_hasTheTag() throws Exception {
        assertThat(GrayContext.call("region=sh,version=v2", TagInBaggageTest::injected))
                .isEqualTo("x-gray-tag=region%3Dsh%2Cversion%3Dv2");
    }

    @Test
    void otherEntries_areKeptWithTheirProperties() throws Exception {
        try (Scope scope = host().makeCurrent()) {
            Context before = Context.current();

            assertThat(GrayContext.call("canary", TagInBaggageTest::injected))
                    .contains(OTHERS)
                    .contains("x-gray-tag=canary");
            assertThat(Context.current()).isSameAs(before);
        }
    }

    @Test
    void nestedTags_areThereInTurn() {
        List<String> entries = new ArrayList<>();

        GrayContext.run("outer", () -> {
            GrayContext.run("inner", () -> entries.add(entry()));
            entries.add(entry());
        });

        assertThat(entries).containsExactly("inner", "outer");
    }

    @Test
    void failedTask_entryIsGone() {
        try (Scope scope = host().makeCurrent()) {
            Context before = Context.current();

            assertThatThrownBy(() -> GrayContext.call("canary", () -> {
                        throw new IllegalStateException("broken task");
                    }))
                    .hasMessage("broken task");
            assertThat(Context.current()).isSameAs(before);
        }
    }

    @Test
    void taskWithoutATagInsideOneWithATag_hasNoEntryMeanwhile() {
        Runnable untagged = GrayContext.wrap(() -> assertThat(entry()).isNull());

        GrayContext.run("canary", () -> {
            untagged.run();
            assertThat(entry()).isEqualTo("canary");
        });
    }

    @Test
    void sameTagInTheBaggage_contextIsLeftAlone() {
        try (Scope scope = Baggage.builder()
                .put(Tag.KEY, "canary", BaggageEntryMetadata.create("p=1"))
                .build()
                .makeCurrent()) {
            Context before = Context.current();

            GrayContext.run("canary", () -> assertThat(Context.current()).isSameAs(before));
        }
    }

    @Test
    void noTag_contextIsLeftAlone() {
        try (Scope scope = host().makeCurrent()) {
            Context before = Context.current();

            try (RequestScope untagged = RequestScope.enter(null)) {
                assertThat(Context.current()).isSameAs(before);
            }
        }
    }

    @Test
    void scopeThatTheTaskForgets_doesNotKeepTheTag() {
        GrayContext.run("canary", TagInBaggageTest::forget);

        assertThat(entry()).isNull();
    }

    @Test
    void scopeThatEndsAfterOurs_doesNotBringTheTagBack() {
        RequestScope ours = RequestScope.enter(new Tag.Named("canary"));
        try (Scope theirs = Context.current().with(SPAN, "span").makeCurrent()) {
            ours.close();
        }

        assertThat(entry()).isNull();
    }

    @SuppressWarnings("MustBeClosedChecker") // what this is about
    private static void forget() {
        var unused = Context.current().with(SPAN, "span").makeCurrent();
    }

    @Test
    void wrappedTasksOnSharedThreads_haveTheirOwn() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<String>> entries = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                entries.add(
                        i % 2 == 0
                                ? threads.submit(TagInBaggageTest::entry)
                                : GrayContext.call(
                                        "lane-" + i, () -> threads.submit(GrayContext.wrap(TagInBaggageTest::entry))));
            }
            for (int i = 0; i < 2_000; i++) {
                assertThat(entries.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(i % 2 == 0 ? null : "lane-" + i);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Baggage host() {
        return Baggage.builder()
                .put("user", "42", BaggageEntryMetadata.create("kept"))
                .build();
    }

    private static String entry() {
        return Baggage.current().getEntryValue(Tag.KEY);
    }

    /** Returns the header of a client that OpenTelemetry instruments. */
    private static String injected() {
        Map<String, String> headers = new HashMap<>();
        W3CBaggagePropagator.getInstance().inject(Context.current(), headers, Map::put);
        return headers.get("baggage");
    }
}
