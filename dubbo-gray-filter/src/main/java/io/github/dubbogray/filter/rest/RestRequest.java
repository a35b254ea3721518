package io.github.dubbogray.filter.rest;

import io.github.dubbogray.filter.entry.Cookies;
import io.github.dubbogray.filter.entry.EntryRequest;
import io.github.dubbogray.filter.entry.QueryString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.remoting.http12.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A REST request on the Triple port. Its headers are found whatever their case, unlike the attachments that Dubbo makes of
 * them.
 */
final class RestRequest implements EntryRequest {

    private final HttpRequest request;
    private final @Nullable InetSocketAddress connection;

    /** Null until a rule asks for one; rules may ask for many. */
    private @Nullable Map<String, String> parameters;

    /** Null until a rule asks for one; rules may ask for many. */
    private @Nullable Map<String, String> cookies;

    /**
     * A request.
     *
     * @param connection the peer of the connection, or null if it is not known
     */
    RestRequest(HttpRequest request, @Nullable InetSocketAddress connection) {
        this.request = request;
        this.connection = connection;
    }

    @Override
    public List<String> headers(String name) {
        List<String> values = request.headerValues(name);
        return values == null ? List.of() : values;
    }

    @Override
    public @Nullable String query(String name) {
        Map<String, String> known = parameters;
        if (known == null) {
            String uri = request.uri();
            int mark = uri.indexOf('?');
            known = QueryString.valuesIn(mark < 0 ? null : uri.substring(mark + 1));
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
        return request.method();
    }

    @Override
    public String path() {
        return request.path();
    }

    @Override
    public @Nullable String remoteAddress() {
        InetAddress address = connection == null ? null : connection.getAddress();
        return address == null ? null : address.getHostAddress();
    }
}
