package io.github.dubbogray.filter.client;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Puts the tag on the requests of Spring's {@code WebClient}. A tag that the application has set itself stays.
 *
 * <pre>{@code
 * WebClient client = WebClient.builder().filter(new GrayExchangeFilter()).build();
 * }</pre>
 *
 * <p>A request is made when its {@code Mono} is subscribed to, on whatever thread does that. Its tag is the one in Reactor's
 * context under {@value Tag#KEY}, else that of this thread. So {@code block()} and {@code subscribe()} on the thread that
 * has the tag need nothing more; behind another operator, and for retries, the tag of now goes into the context:
 *
 * <pre>{@code
 * stock.publishOn(pool).flatMap(this::order).retryWhen(backoff).contextWrite(GrayExchangeFilter.tagOfNow());
 * }</pre>
 */
public final class GrayExchangeFilter implements ExchangeFilterFunction {

    private final OutboundHeaders headers;

    /** As Dubbo's default application wants it. */
    public GrayExchangeFilter() {
        this(OutboundHeaders.ofDefaultApplication());
    }

    /** With these headers. */
    public GrayExchangeFilter(OutboundHeaders headers) {
        this.headers = headers;
    }

    /** Returns what gives Reactor's context the tag that this thread has now, or takes it away if it has none. */
    public static UnaryOperator<Context> tagOfNow() {
        return GrayContext.tag()
                .<UnaryOperator<Context>>map(tag -> context -> context.put(Tag.KEY, tag))
                .orElse(context -> context.delete(Tag.KEY));
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        return Mono.deferContextual(context -> next.exchange(tagged(request, tagIn(context))));
    }

    private static @Nullable Tag tagIn(ContextView context) {
        return context.<Object>getOrEmpty(Tag.KEY).orElse(null) instanceof Tag tag
                ? tag
                : GrayContext.tag().orElse(null);
    }

    private ClientRequest tagged(ClientRequest request, @Nullable Tag tag) {
        List<OutboundHeaders.Header> ours = headers.to(request.url(), tag);
        try {
            return ours.isEmpty() || request.headers().getFirst(Tag.KEY) != null ? request : with(request, ours);
        } catch (Throwable bug) {
            headers.report(bug);
            return request;
        }
    }

    private static ClientRequest with(ClientRequest request, List<OutboundHeaders.Header> ours) {
        ClientRequest.Builder copy = ClientRequest.from(request);
        ours.forEach(header -> copy.header(header.name(), header.value()));
        return copy.build();
    }
}
