package io.github.dubbogray.filter.servlet;

import io.github.dubbogray.filter.entry.Cookies;
import io.github.dubbogray.filter.entry.EntryRequest;
import io.github.dubbogray.filter.entry.QueryString;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A servlet container's request. Never touches its body, which asking for parameters would. */
final class ServletEntryRequest implements EntryRequest {

    private final HttpServletRequest request;

    /** Null until a rule asks for one; rules may ask for many. */
    private @Nullable Map<String, String> parameters;

    /** Null until a rule asks for one; rules may ask for many. */
    private @Nullable Map<String, String> cookies;

    ServletEntryRequest(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public List<String> headers(String name) {
        return request.getHeader(name) == null ? List.of() : Collections.list(request.getHeaders(name));
    }

    @Override
    public @Nullable String query(String name) {
        Map<String, String> known = parameters;
        if (known == null) {
            known = QueryString.valuesIn(request.getQueryString());
            parameters = known;
        }
        return known.get(name);
    }

    @Override
    public @Nullable String cookie(String name) {
        Map<String, String> known = cookies;
        if (known == null) {
            known = Cookies.valuesIn(headers(Cookies.HEADER));
            cookies = known;
        }
        return known.get(name);
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
