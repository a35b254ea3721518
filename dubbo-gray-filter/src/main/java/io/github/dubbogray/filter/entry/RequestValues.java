package io.github.dubbogray.filter.entry;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The cookies and the query parameters of one request, each read whole when one is first asked for, since rules may ask for
 * many. For one thread at a time.
 */
public final class RequestValues {

    /** The header that cookies come in. */
    public static final String COOKIE = Cookies.HEADER;

    private final Supplier<@Nullable String> query;
    private final Supplier<List<String>> cookieHeaders;

    /** Null until somebody asks for one. */
    private @Nullable Map<String, String> parameters;

    /** Null until somebody asks for one. */
    private @Nullable Map<String, String> cookies;

    /**
     * Those of a request.
     *
     * @param query gives the text behind the question mark, or null
     * @param cookieHeaders gives the values of its headers {@code cookie}
     */
    public RequestValues(Supplier<@Nullable String> query, Supplier<List<String>> cookieHeaders) {
        this.query = query;
        this.cookieHeaders = cookieHeaders;
    }

    /** Returns the first value of a parameter, decoded, or null. */
    public @Nullable String query(String name) {
        Map<String, String> known = parameters;
        if (known == null) {
            known = QueryString.valuesIn(query.get());
            parameters = known;
        }
        return known.get(name);
    }

    /** Returns the value of the first cookie with a name, or null. */
    public @Nullable String cookie(String name) {
        Map<String, String> known = cookies;
        if (known == null) {
            known = Cookies.valuesIn(cookieHeaders.get());
            cookies = known;
        }
        return known.get(name);
    }
}
