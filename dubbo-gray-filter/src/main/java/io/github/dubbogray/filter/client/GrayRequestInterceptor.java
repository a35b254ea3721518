package io.github.dubbogray.filter.client;

import io.github.dubbogray.core.tag.Tag;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Puts the tag on the requests of Spring's {@code RestClient} and {@code RestTemplate}: that of the thread that makes the
 * request. A tag that the application has set itself stays.
 *
 * <pre>{@code
 * RestClient client = RestClient.builder().requestInterceptor(new GrayRequestInterceptor()).build();
 * }</pre>
 */
public final class GrayRequestInterceptor implements ClientHttpRequestInterceptor {

    private final OutboundHeaders headers;

    /** As Dubbo's default application wants it. */
    public GrayRequestInterceptor() {
        this(OutboundHeaders.ofDefaultApplication());
    }

    /** With these headers. */
    public GrayRequestInterceptor(OutboundHeaders headers) {
        this.headers = headers;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        tag(request);
        return execution.execute(request, body);
    }

    private void tag(HttpRequest request) {
        List<OutboundHeaders.Header> ours = headers.to(request.getURI());
        try {
            HttpHeaders theirs = request.getHeaders();
            if (!ours.isEmpty() && theirs.getFirst(Tag.KEY) == null) {
                ours.forEach(header -> theirs.set(header.name(), header.value()));
            }
        } catch (Throwable bug) {
            headers.report(bug);
        }
    }
}
