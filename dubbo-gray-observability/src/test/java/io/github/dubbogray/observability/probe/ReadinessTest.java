package io.github.dubbogray.observability.probe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ReadinessTest {

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Readiness.class);
    private List<String> missing = List.of();
    private boolean isStarted = true;
    private long nowNanos = Long.MAX_VALUE - 5; // the clock may run over its end

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
    }

    private Readiness waiting(long seconds) {
        return new Readiness(() -> missing, () -> isStarted, () -> nowNanos, seconds);
    }

    private void pass(long seconds) {
        nowNanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void nothingMissing_isReady() {
        assertThat(waiting(30).isReady()).isTrue();
        assertThat(log.list).isEmpty();
    }

    @Test
    void somethingMissing_isReadyWhenItCame() {
        Readiness readiness = waiting(30);
        missing = List.of("the document of shop");
        assertThat(readiness.isReady()).isFalse();
        missing = List.of();
        assertThat(readiness.isReady()).isTrue();
        assertThat(log.list).isEmpty();
    }

    @Test
    void timeOver_isReadyAllTheSameAndSaysSoOnce() {
        Readiness readiness = waiting(30);
        missing = List.of("the document of shop");
        isStarted = false;
        pass(1_000); // before anybody asked, which is not its time
        assertThat(readiness.isReady()).isFalse();
        pass(29);
        assertThat(readiness.isReady()).isFalse();
        pass(1);
        assertThat(readiness.isReady()).isTrue();
        assertThat(readiness.isReady()).isTrue();
        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                .singleElement()
                .asString()
                .contains("Ready after 30 s (dubbo.gray.ready.wait) without knowing: the document of shop");
    }

    @Test
    void noTime_isReadyAtOnce() {
        missing = List.of("the document of shop");
        assertThat(waiting(0).isReady()).isTrue();
        assertThat(log.list).hasSize(1);
    }

    @Test
    void onceReadyAndStarted_staysReady() {
        Readiness readiness = waiting(30);
        assertThat(readiness.isReady()).isTrue();
        missing = List.of("the document of another");
        assertThat(readiness.isReady()).isTrue();
    }

    @Test
    void readyBeforeAllReferencesAreMade_isAskedAgain() {
        Readiness readiness = waiting(30);
        isStarted = false;
        assertThat(readiness.isReady()).isTrue();
        missing = List.of("the document of shop");
        assertThat(readiness.isReady()).isFalse();
    }
}
