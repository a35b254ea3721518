package io.github.dubbogray.filter.rest;

import io.github.dubbogray.filter.entry.EntryRequest;
import io.github.dubbogray.filter.entry.RequestValues;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.dubbo.remoting.http12.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A REST request on the Triple port. Its headers are found whatever their case, unlike the attachments that Dubbo makes of
 * them.
 */
final class RestRequest implements EntryRequest {

    private final HttpRequest request;
    private final @Nullable InetSocketAddress connection;

    private final RequestValues values;

    /**
     * A request.
     *
     * @param connection the peer of the connection, or null if it is not known
     */
    RestRequest(HttpRequest request, @Nullable InetSocketAddress connection) {
        this.request = request;
        this.connection = connection;
        this.values = new RequestValues(() -> queryOf(request.uri()), () -> headersOf(request, RequestValues.COOKIE));
    }

    @Override
    public List<String> headers(String name) {
        return headersOf(request, name);
    }

    private static List<String> headersOf(HttpRequest request, String name) {
        List<String> values = request.headerValues(name);
        return values == null ? List.of() : values;
    }

    private static @Nullable String queryOf(String uri) {
        int mark = uri.indexOf('?');
        return mark < 0 ? null : uri.substring(mark + 1);
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
