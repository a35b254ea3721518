package io.github.dubbogray.filter.servlet;

import io.github.dubbogray.filter.entry.EntryRequest;
import io.github.dubbogray.filter.entry.RequestValues;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A servlet container's request. Never touches its body, which asking for parameters would. */
final class ServletEntryRequest implements EntryRequest {

    private final HttpServletRequest request;

    private final RequestValues values;

    ServletEntryRequest(HttpServletRequest request) {
        this.request = request;
        this.values = new RequestValues(request::getQueryString, () -> headersOf(request, RequestValues.COOKIE));
    }

    @Override
    public List<String> headers(String name) {
        return headersOf(request, name);
    }

    private static List<String> headersOf(HttpServletRequest request, String name) {
        return request.getHeader(name) == null ? List.of() : Collections.list(request.getHeaders(name));
    }

    @Override
    public @Nullable String query(String name) {
        return values.query(name);
    }

    @Override
    public @Nullable String cookie(String name) {
        return values.cookie(name);
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    /** Returns the path as the container understood it: decoded, without parameters, normalized. */
    @Override
    public String path() {
        String info = request.getPathInfo();
        return request.getContextPath() + request.getServletPath() + (info == null ? "" : info);
    }

    @Override
    public @Nullable String remoteAddress() {
        return request.getRemoteAddr();
    }
}
