package io.github.dubbogray.observability.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.outcome.ShopSystem;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class MdcTest {

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");

    @BeforeEach
    void listen() {
        logged.start();
        root.addAppender(logged);
    }

    @AfterEach
    void stop() {
        root.detachAppender(logged);
        MDC.clear();
    }

    @Test
    void requests_haveTheirTagAndLane() {
        GrayContext.run("canary", () -> LoggerFactory.getLogger("shop").warn("inside"));
        LoggerFactory.getLogger("shop").warn("outside");

        assertThat(fieldsOf("inside")).isEqualTo(Map.of("gray.tag", "canary", "gray.lane", "canary"));
        assertThat(fieldsOf("outside")).isEmpty();
    }

    @Test
    void scopeWithin_putsBackWhatWasThere() {
        MDC.put("gray.lane", "mine");
        GrayContext.run(
                "canary",
                () -> GrayContext.run("version=v2", () -> {
                    assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("gray.tag", "version=v2"));
                }));

        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("gray.lane", "mine"));
    }

    /** A thread that is used again must not log the next request under the last one's tag (clause R5). */
    @Test
    void pooledThread_logsEachTaskUnderItsOwnTag() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Executor carrying = GrayContext.wrap(pool);
            GrayContext.run(
                    "canary",
                    () -> carrying.execute(() -> LoggerFactory.getLogger("shop").warn("first")));
            carrying.execute(() -> LoggerFactory.getLogger("shop").warn("second"));
            GrayContext.run(
                    "version=v2",
                    () -> carrying.execute(() -> LoggerFactory.getLogger("shop").warn("third")));
        } finally {
            pool.shutdown();
            assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }

        assertThat(fieldsOf("first")).isEqualTo(Map.of("gray.tag", "canary", "gray.lane", "canary"));
        assertThat(fieldsOf("second")).isEmpty();
        assertThat(fieldsOf("third")).isEqualTo(Map.of("gray.tag", "version=v2"));
    }

    @Test
    void changes_areOneLineWithFields(@TempDir Path folder) throws Exception {
        try (ShopSystem system = new ShopSystem("dubbo", folder)) {
            system.shop("", Map.of());
            system.publish("lanes: nonsense");
        }

        assertThat(lines("is refused"))
                .singleElement()
                .satisfies(line -> assertThat(line.getMDCPropertyMap())
                        .containsEntry("gray.event", "document-refused")
                        .containsEntry("gray.application", "shop")
                        .containsKey("gray.revision"));
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    private Map<String, String> fieldsOf(String message) {
        return lines(message).findFirst().orElseThrow().getMDCPropertyMap();
    }

    private Stream<ILoggingEvent> lines(String part) {
        return logged.list.stream().filter(line -> line.getFormattedMessage().contains(part));
    }
}
