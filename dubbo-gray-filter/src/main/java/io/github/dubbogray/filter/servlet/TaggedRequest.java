package io.github.dubbogray.filter.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.function.UnaryOperator;

/** A request whose asynchronous tasks go on with it: they have its tag, and their calls are its own. */
final class TaggedRequest extends HttpServletRequestWrapper {

    private final UnaryOperator<Runnable> tagged;

    /**
     * Wraps a request.
     *
     * @param tagged makes a task go on with the request
     */
    TaggedRequest(HttpServletRequest request, UnaryOperator<Runnable> tagged) {
        super(request);
        this.tagged = tagged;
    }

    @Override
    public AsyncContext startAsync() {
        return new TaggedAsyncContext(super.startAsync(), tagged);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return new TaggedAsyncContext(super.startAsync(request, response), tagged);
    }

    @Override
    public AsyncContext getAsyncContext() {
        return new TaggedAsyncContext(super.getAsyncContext(), tagged);
    }
}
