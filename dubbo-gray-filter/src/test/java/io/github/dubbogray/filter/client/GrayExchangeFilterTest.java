package io.github.dubbogray.filter.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.TestApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

@DisplayName("WebClient: the tag is that of Reactor's context, else of the thread that subscribes")
class GrayExchangeFilterTest {

    private final TestApplication application = TestApplication.active();
    private final Scheduler elsewhere = Schedulers.newParallel("elsewhere", 4);
    private final WebClient client = WebClient.builder()
            .clientConnector(new JdkClientHttpConnector(HttpClient.newHttpClient()))
            .filter(new GrayExchangeFilter(OutboundHeaders.of(application.model())))
            .build();

    private TagServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TagServer();
    }

    @AfterEach
    void stop() {
        server.close();
        elsewhere.dispose();
        application.close();
    }

    @Test
    void assembledWithATagButSubscribedWithout_hasNone() throws Exception {
        Mono<String> request = GrayContext.call("canary", () -> answer(server.uri()));

        assertThat(request.block()).isEqualTo("[]GET");
    }

    @Test
    void assembledWithoutATagButSubscribedWith_hasIt() throws Exception {
        Mono<String> request = answer(server.uri());

        assertThat(GrayContext.call("canary", () -> request.block())).isEqualTo("[canary]GET");
        assertThat(GrayContext.call("beta", () -> request.block())).isEqualTo("[beta]GET");
    }

    @Test
    void future_hasTheTagOfTheThreadThatAsksForIt() throws Exception {
        CompletableFuture<String> future =
                GrayContext.call("canary", () -> answer(server.uri()).toFuture());

        assertThat(future.get(10, TimeUnit.SECONDS)).isEqualTo("[canary]GET");
    }

    @Test
    void subscribedOnAnotherThread_hasNoneByItself() throws Exception {
        Mono<String> request = answer(server.uri()).subscribeOn(elsewhere);

        assertThat(GrayContext.call("canary", () -> request.block())).isEqualTo("[]GET");
    }

    @Test
    void subscribedOnAnotherThreadWithTheTagInTheContext_hasIt() throws Exception {
        Mono<String> request = GrayContext.call(
                "canary",
                () -> answer(server.uri()).subscribeOn(elsewhere).contextWrite(GrayExchangeFilter.tagOfNow()));

        assertThat(request.block()).isEqualTo("[canary]GET");
    }

    @Test
    void tagInTheContext_goesBeforeThatOfTheThread() throws Exception {
        Mono<String> request =
                GrayContext.call("canary", () -> answer(server.uri()).contextWrite(GrayExchangeFilter.tagOfNow()));

        assertThat(GrayContext.call("other", () -> request.block())).isEqualTo("[canary]GET");
    }

    @Test
    void noTagOfNow_takesAnOuterOneOutOfTheContext() throws Exception {
        Mono<String> request = answer(server.uri()).contextWrite(GrayExchangeFilter.tagOfNow());
        Mono<String> outer = GrayContext.call("canary", () -> request.contextWrite(GrayExchangeFilter.tagOfNow()));

        assertThat(outer.block()).isEqualTo("[]GET");
    }

    @Test
    void retriesOnATimersThread_haveTheTagOfTheContext() throws Exception {
        Mono<String> request = GrayContext.call(
                "canary",
                () -> answer(server.uriThatFails(2))
                        .retryWhen(Retry.fixedDelay(2, Duration.ofMillis(1)))
                        .contextWrite(GrayExchangeFilter.tagOfNow()));

        assertThat(request.block()).isEqualTo("[canary]GET");
    }

    @Test
    @DisplayName("R5: chains that share threads do not see each other's tags")
    void mixedChainsOnSharedThreads_doNotMix() {
        List<String> answers = Flux.range(0, 300)
                .flatMapSequential(i -> tagged("lane-" + i), 16)
                .collectList()
                .block();

        assertThat(answers)
                .isEqualTo(IntStream.range(0, 300)
                        .mapToObj(i -> "[lane-" + i + "]GET")
                        .toList());
    }

    private Mono<String> tagged(String tag) {
        try {
            return GrayContext.call(
                    tag,
                    () -> Mono.just("")
                            .publishOn(elsewhere)
                            .flatMap(nothing -> answer(server.uri()))
                            .contextWrite(GrayExchangeFilter.tagOfNow()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Mono<String> answer(URI uri) {
        return client.get().uri(uri).retrieve().bodyToMono(String.class);
    }
}
