package io.github.dubbogray.filter.servlet;

import io.github.dubbogray.filter.GrayEntry;
import io.github.dubbogray.filter.entry.EntryDecision;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * Gives each HTTP request its tag for as long as a servlet serves it. To be mapped to {@code /*}, before filters that make
 * calls, for the dispatcher types REQUEST, ASYNC and ERROR, with asynchronous processing supported.
 *
 * <p>The tag is decided once, when the request arrives; its asynchronous dispatches, its error page and tasks of {@code
 * AsyncContext.start} have the same one. Tasks for other threads are to be wrapped, see {@link
 * io.github.dubbogray.filter.GrayContext}.
 */
public final class GrayServletFilter implements Filter {

    private static final String DECISION = GrayServletFilter.class.getName() + ".decision";

    private final Supplier<ApplicationModel> application;

    /** Null until the container has initialized this filter, or until the first request where a proxy does not. */
    private volatile @Nullable GrayEntry entry;

    /** A filter of the default Dubbo application of this process. */
    public GrayServletFilter() {
        this.application = ApplicationModel::defaultModel;
    }

    /** A filter of a Dubbo application. */
    public GrayServletFilter(ApplicationModel application) {
        this.application = () -> application;
    }

    @Override
    public void init(FilterConfig config) {
        entry();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (isInside(request)
                || !(request instanceof HttpServletRequest httpRequest)
                || !(response instanceof HttpServletResponse httpResponse)) {
            chain.doFilter(request, response);
        } else {
            serve(httpRequest, httpResponse, chain);
        }
    }

    /** Forwards and includes happen within the request's scope. */
    private static boolean isInside(ServletRequest request) {
        DispatcherType type = request.getDispatcherType();
        return type == DispatcherType.FORWARD || type == DispatcherType.INCLUDE;
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        GrayEntry here = entry();
        EntryDecision decision = decisionFor(request, here);
        try (GrayEntry.Scope scope = here.enter(decision)) {
            ServedByResponse answer = new ServedByResponse(response, scope::servedBy);
            chain.doFilter(decision.tag().isEmpty() ? request : tagged(request, decision, here), answer);
            answer.announce();
        }
    }

    private GrayEntry entry() {
        GrayEntry known = entry;
        if (known == null) {
            known = GrayEntry.of(application.get());
            entry = known;
        }
        return known;
    }

    private static EntryDecision decisionFor(HttpServletRequest request, GrayEntry here) {
        if (request.getAttribute(DECISION) instanceof EntryDecision known) {
            return known;
        }
        EntryDecision decision = here.decide(new ServletEntryRequest(request));
        request.setAttribute(DECISION, decision);
        return decision;
    }

    private static HttpServletRequest tagged(HttpServletRequest request, EntryDecision decision, GrayEntry here) {
        UnaryOperator<Runnable> tagged = task -> () -> {
            try (GrayEntry.Scope scope = here.enter(decision)) {
                task.run();
            }
        };
        return new TaggedRequest(request, tagged);
    }
}
