package io.github.dubbogray.filter.rest;

import io.github.dubbogray.filter.entry.EntryRequest;
import io.github.dubbogray.filter.entry.QueryString;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.apache.dubbo.remoting.http12.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A REST request on the Triple port. Its headers are found whatever their case, unlike the attachments that Dubbo makes of
 * them.
 *
 * @param connection the peer of the connection, or null if it is not known
 */
record RestRequest(HttpRequest request, @Nullable InetSocketAddress connection) implements EntryRequest {

    @Override
    public List<String> headers(String name) {
        List<String> values = request.headerValues(name);
        return values == null ? List.of() : values;
    }

    @Override
    public @Nullable String query(String name) {
        String uri = request.uri();
        int mark = uri.indexOf('?');
        return mark < 0 ? null : QueryString.valueIn(uri.substring(mark + 1), name);
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
