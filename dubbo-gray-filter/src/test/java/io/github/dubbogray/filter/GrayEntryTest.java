package io.github.dubbogray.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.entry.EntryDecision;
import io.github.dubbogray.filter.entry.EntryRequest;
import io.github.dubbogray.router.meter.Meter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrayEntryTest {

    private static final String ALL_TO_CANARY = "rules: [{ id: all, to: canary }]";

    @TempDir
    private Path folder;

    private EntryApplication application;

    @BeforeEach
    void create() {
        application = new EntryApplication(
                folder, Map.of("dubbo.application.qos-enable", "false", "dubbo.service.shutdown.wait", "1"));
        application.publish(ALL_TO_CANARY);
    }

    @AfterEach
    void destroy() {
        assertThat(GrayContext.tag()).isEmpty();
        application.close();
    }

    @Nested
    @DisplayName("R2: the own document is followed from the application's start, never for a request")
    class Following {

        @Test
        void entryMadeBeforeTheStart_followsWhenDubboHasStarted() {
            GrayEntry entry = GrayEntry.of(application.model());
            assertThat(entry.decide(new Message("")).tag()).isEmpty();
            assertThat(application.questions()).isZero();

            startDubbo();

            assertThat(entry.decide(new Message("")).tag()).contains(new Tag.Named("canary"));
        }

        @Test
        void entryMadeAfterTheStart_followsAtOnce() {
            startDubbo();

            GrayEntry entry = GrayEntry.of(application.model());

            assertThat(application.questions()).isPositive();
            assertThat(entry.decide(new Message("")).tag()).contains(new Tag.Named("canary"));
        }

        private void startDubbo() {
            DubboBootstrap.getInstance(application.model())
                    .registry(new RegistryConfig("N/A"))
                    .start();
        }
    }

    @Nested
    class Scopes {

        @Test
        @DisplayName("R5: the thread has the tag until the scope is closed, and what it had before after that")
        void scope_hasTheTagUntilItIsClosed() {
            GrayEntry entry = GrayEntry.of(application.model());

            try (GrayEntry.Scope outer = entry.enter(new Message("beta"))) {
                assertThat(GrayContext.tag()).isEqualTo(outer.tag()).contains(new Tag.Named("beta"));
                try (GrayEntry.Scope inner = entry.enter(new Message(""))) {
                    assertThat(GrayContext.tag()).isEqualTo(inner.tag()).isEmpty();
                }
                assertThat(GrayContext.tag()).contains(new Tag.Named("beta"));
                assertThat(outer.decision())
                        .isEqualTo(new EntryDecision.Carried(new Tag.Named("beta"), "header x-gray-tag"));
                assertThat(outer.servedBy()).isEmpty();
            }
        }

        @Test
        void decision_canBeEnteredOnAnotherThread() throws Exception {
            GrayEntry entry = GrayEntry.of(application.model());
            EntryDecision decision = entry.decide(new Message("beta"));

            Thread other = new Thread(() -> {
                try (GrayEntry.Scope scope = entry.enter(decision)) {
                    assertThat(GrayContext.tag()).contains(new Tag.Named("beta"));
                }
                assertThat(GrayContext.tag()).isEmpty();
            });
            Throwable[] failure = new Throwable[1];
            other.setUncaughtExceptionHandler((thread, error) -> failure[0] = error);
            other.start();
            other.join();

            assertThat(failure[0]).isNull();
        }
    }

    @Test
    @DisplayName("D4: whatever reading a request throws, it is served, and an interrupt is kept")
    void requestThatFails_entersWithoutATag() {
        try (TestApplication application = TestApplication.active()) {
            GrayEntry entry = GrayEntry.of(application.model());
            for (Throwable failure : List.of(
                    new StackOverflowError(),
                    new AssertionError(),
                    new IllegalStateException(),
                    new java.io.IOException())) {
                assertThat(entry.decide(failing(failure)).tag()).isEmpty();
            }
            assertThat(Thread.interrupted()).isFalse();
            assertThat(entry.decide(failing(new InterruptedException())).tag()).isEmpty();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(application.gray().meters().value(Meter.BUGS)).isEqualTo(5);
        }
    }

    private static EntryRequest failing(Throwable failure) {
        return (EntryRequest) java.lang.reflect.Proxy.newProxyInstance(
                EntryRequest.class.getClassLoader(),
                new Class<?>[] {EntryRequest.class},
                (proxy, method, arguments) -> {
                    throw failure;
                });
    }

    /** A message with a tag, or without one. */
    private record Message(String tag) implements EntryRequest {

        @Override
        public List<String> headers(String name) {
            return name.equals("x-gray-tag") && !tag.isEmpty() ? List.of(tag) : List.of();
        }

        @Override
        public String method() {
            return "";
        }

        @Override
        public String path() {
            return "orders";
        }

        @Override
        public String remoteAddress() {
            return null;
        }
    }
}
