package io.github.dubbogray.filter.client;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.TestApplication;
import io.github.dubbogray.router.meter.Meter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class GrayHttpClientTest {

    /** Of later JDKs, whose clients can be closed. */
    private static final Set<String> CLOSING =
            Set.of("close", "shutdown", "shutdownNow", "awaitTermination", "isTerminated");

    @Test
    void settings_areThoseOfTheClient() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(3))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(ProxySelector.of(null))
                .sslContext(SSLContext.getDefault())
                .authenticator(new Authenticator() {})
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Runnable::run)
                .build();
        HttpClient ours = GrayHttpClient.of(client);

        assertThat(ours.cookieHandler()).isEqualTo(client.cookieHandler());
        assertThat(ours.connectTimeout()).isEqualTo(client.connectTimeout());
        assertThat(ours.followRedirects()).isEqualTo(client.followRedirects());
        assertThat(ours.proxy()).isEqualTo(client.proxy());
        assertThat(ours.sslContext()).isSameAs(client.sslContext());
        assertThat(ours.sslParameters().getProtocols())
                .isEqualTo(client.sslParameters().getProtocols());
        assertThat(ours.authenticator()).isEqualTo(client.authenticator());
        assertThat(ours.version()).isEqualTo(client.version());
        assertThat(ours.executor()).isEqualTo(client.executor());
        assertThat(ours.newWebSocketBuilder()).hasSameClassAs(client.newWebSocketBuilder());
    }

    @Test
    void everyMethod_isHandedOn() {
        assertThat(Arrays.stream(HttpClient.class.getMethods())
                        .filter(method -> method.getDeclaringClass() == HttpClient.class)
                        .filter(not(method -> Modifier.isStatic(method.getModifiers())))
                        .map(Method::getName)
                        .filter(not(CLOSING::contains))
                        .collect(Collectors.toSet()))
                .isSubsetOf(Arrays.stream(GrayHttpClient.class.getDeclaredMethods())
                        .map(Method::getName)
                        .collect(Collectors.toSet()));
    }

    @Test
    void requestWithATag_isOtherwiseTheOneThatWasGiven() throws Exception {
        BodyPublisher body = BodyPublishers.ofString("body");
        HttpRequest given = HttpRequest.newBuilder(URI.create("https://orders.internal/a?b=c"))
                .method("PATCH", body)
                .header("x-user", "1")
                .header("x-user", "2")
                .timeout(Duration.ofSeconds(7))
                .expectContinue(true)
                .version(HttpClient.Version.HTTP_1_1)
                .build();

        HttpRequest sent = sent("canary", given);

        assertThat(sent.uri()).isEqualTo(given.uri());
        assertThat(sent.method()).isEqualTo("PATCH");
        assertThat(sent.bodyPublisher()).containsSame(body);
        assertThat(sent.timeout()).isEqualTo(given.timeout());
        assertThat(sent.expectContinue()).isTrue();
        assertThat(sent.version()).isEqualTo(given.version());
        assertThat(sent.headers().map())
                .containsOnlyKeys("x-user", "x-gray-tag")
                .containsEntry("x-user", List.of("1", "2"))
                .containsEntry("x-gray-tag", List.of("canary"));
    }

    /** A request of somebody else's class may break the builder's rules. */
    @Test
    void requestThatCannotBeCopied_isSentAsItIs() throws Exception {
        HttpRequest broken = mock(Mockito.CALLS_REAL_METHODS);
        Mockito.doReturn(URI.create("https://orders.internal/")).when(broken).uri();
        Mockito.doThrow(new IllegalStateException("not now")).when(broken).headers();

        try (TestApplication application = TestApplication.active()) {
            assertThat(sent("canary", broken, application)).isSameAs(broken);
            assertThat(application.gray().meters().value(Meter.BUGS)).isOne();
        }
    }

    private static HttpRequest sent(String tag, HttpRequest given) throws Exception {
        try (TestApplication application = TestApplication.active()) {
            return sent(tag, given, application);
        }
    }

    private static HttpRequest sent(String tag, HttpRequest given, TestApplication application) throws Exception {
        AtomicReference<HttpRequest> sent = new AtomicReference<>();
        HttpClient client = mock(HttpClient.class, call -> {
            sent.set(call.getArgument(0));
            return null;
        });
        HttpClient ours = GrayHttpClient.of(client, OutboundHeaders.of(application.model()));
        GrayContext.call(tag, () -> ours.send(given, BodyHandlers.ofString()));
        return sent.get();
    }
}
