package io.github.dubbogray.filter.servlet;

import io.github.dubbogray.filter.entry.EntryRequest;
import io.github.dubbogray.filter.entry.QueryString;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A servlet container's request. Never touches its body, which asking for parameters would. */
record ServletEntryRequest(HttpServletRequest request) implements EntryRequest {

    @Override
    public List<String> headers(String name) {
        return request.getHeader(name) == null ? List.of() : Collections.list(request.getHeaders(name));
    }

    @Override
    public @Nullable String query(String name) {
        return QueryString.valueIn(request.getQueryString(), name);
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
