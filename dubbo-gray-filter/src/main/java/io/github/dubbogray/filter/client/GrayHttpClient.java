package io.github.dubbogray.filter.client;

import io.github.dubbogray.core.tag.Tag;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The JDK's client with the tag on its requests: that of the thread that calls {@code send} or {@code sendAsync}. A tag that
 * the application has set itself stays. Web sockets are opened without one.
 *
 * <pre>{@code
 * HttpClient client = GrayHttpClient.of(HttpClient.newHttpClient());
 * }</pre>
 *
 * <p>On a JDK whose clients can be closed, close the client that was given.
 */
public final class GrayHttpClient extends HttpClient {

    private final HttpClient client;
    private final OutboundHeaders headers;

    private GrayHttpClient(HttpClient client, OutboundHeaders headers) {
        this.client = client;
        this.headers = headers;
    }

    /** Returns a client that sends as the given one does, with the tag, as Dubbo's default application wants it. */
    public static HttpClient of(HttpClient client) {
        return of(client, OutboundHeaders.ofDefaultApplication());
    }

    /** Returns a client that sends as the given one does, with these headers. */
    public static HttpClient of(HttpClient client, OutboundHeaders headers) {
        return new GrayHttpClient(client, headers);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return client.send(tagged(request), handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return client.sendAsync(tagged(request), handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
        return client.sendAsync(tagged(request), handler, pushed);
    }

    private HttpRequest tagged(HttpRequest request) {
        List<OutboundHeaders.Header> ours = headers.to(request.uri());
        try {
            return ours.isEmpty() || request.headers().firstValue(Tag.KEY).isPresent() ? request : with(request, ours);
        } catch (Throwable bug) {
            headers.report(bug);
            return request;
        }
    }

    private static HttpRequest with(HttpRequest request, List<OutboundHeaders.Header> ours) {
        HttpRequest.Builder copy = HttpRequest.newBuilder(request, (name, value) -> true);
        ours.forEach(header -> copy.header(header.name(), header.value()));
        return copy.build();
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return client.newWebSocketBuilder();
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }
}
