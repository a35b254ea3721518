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
    private final Runnable announce;

    /**
     * Wraps a request.
     *
     * @param tagged makes a task go on with the request
     * @param announce has the response say who has served so far, for whoever writes it: before others may, and at the end
     */
    TaggedRequest(HttpServletRequest request, UnaryOperator<Runnable> tagged, Runnable announce) {
        super(request);
        this.tagged = tagged;
        this.announce = announce;
    }

    @Override
    public AsyncContext startAsync() {
        announce.run();
        return new TaggedAsyncContext(super.startAsync(), tagged, announce);
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        announce.run();
        return new TaggedAsyncContext(super.startAsync(request, response), tagged, announce);
    }

    @Override
    public AsyncContext getAsyncContext() {
        return new TaggedAsyncContext(super.getAsyncContext(), tagged, announce);
    }
}
