package io.github.dubbogray.filter.call;

import java.util.List;
import org.apache.dubbo.remoting.http12.HttpRequest;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.protocol.tri.TripleConstants;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a Triple call as they were sent. Loaded only with the first call that has its request on it, as Dubbo keeps
 * it since it serves REST on the same port.
 */
final class TripleHeaders {

    /** The key of the request among a call's attributes; a constant, so that asking for it loads nothing. */
    static final String REQUEST = TripleConstants.HTTP_REQUEST_KEY;

    /** What a header's name has behind it if its value is bytes. */
    private static final String BYTES = "-bin";

    private TripleHeaders() {}

    /** Returns how many headers of a name a call was sent with. */
    static int timesSent(String name, Invocation call) {
        HttpRequest request = (HttpRequest) call.get(REQUEST);
        return times(request.headerValues(name)) + times(request.headerValues(name + BYTES));
    }

    private static int times(@Nullable List<String> values) {
        return values == null ? 0 : values.size();
    }
}
