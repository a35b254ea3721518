package io.github.dubbogray.filter.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.util.function.UnaryOperator;

/**
 * The container's own, but for the tasks that {@link #start} hands to the container's threads, and for what the response says
 * in the end.
 *
 * @param tagged makes a task go on with the request
 * @param announce has the response say who has served so far
 */
record TaggedAsyncContext(AsyncContext container, UnaryOperator<Runnable> tagged, Runnable announce)
        implements AsyncContext {

    @Override
    public void start(Runnable task) {
        container.start(tagged.apply(task));
    }

    @Override
    public ServletRequest getRequest() {
        return container.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return container.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return container.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        container.dispatch();
    }

    @Override
    public void dispatch(String path) {
        container.dispatch(path);
    }

    @Override
    public void dispatch(ServletContext context, String path) {
        container.dispatch(context, path);
    }

    @Override
    public void complete() {
        announce.run();
        container.complete();
    }

    @Override
    public void addListener(AsyncListener listener) {
        container.addListener(listener);
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        container.addListener(listener, request, response);
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return container.createListener(type);
    }

    @Override
    public void setTimeout(long timeoutMillis) {
        container.setTimeout(timeoutMillis);
    }

    @Override
    public long getTimeout() {
        return container.getTimeout();
    }
}
