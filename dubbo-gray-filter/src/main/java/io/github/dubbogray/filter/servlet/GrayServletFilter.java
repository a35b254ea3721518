package io.github.dubbogray.filter.servlet;

import io.github.dubbogray.filter.GrayEntry;
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

    /** Under which a request keeps its first scope, with what was decided for it and who has served its calls. */
    private static final String FIRST = GrayServletFilter.class.getName() + ".first";

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
        try (GrayEntry.Scope scope = enter(request, here)) {
            ServedByResponse answer = new ServedByResponse(response, scope::servedBy);
            chain.doFilter(wrapped(request, scope, answer, here), answer);
            if (!request.isAsyncStarted()) { // else another thread may be writing it
                answer.announce();
            }
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

    private static GrayEntry.Scope enter(HttpServletRequest request, GrayEntry here) {
        if (request.getAttribute(FIRST) instanceof GrayEntry.Scope first) {
            return here.enterAgain(first);
        }
        GrayEntry.Scope first = here.enter(new ServletEntryRequest(request));
        try {
            request.setAttribute(FIRST, first);
            return first;
        } catch (Throwable ofAListener) { // the thread is the container's
            first.close();
            throw ofAListener;
        }
    }

    /** Has its asynchronous tasks go on with the request. */
    private static HttpServletRequest wrapped(
            HttpServletRequest request, GrayEntry.Scope scope, ServedByResponse answer, GrayEntry here) {
        UnaryOperator<Runnable> goingOn = task -> () -> {
            try (GrayEntry.Scope again = here.enterAgain(scope)) {
                task.run();
            }
        };
        return new TaggedRequest(request, goingOn, answer::announce);
    }
}
