package io.github.dubbogray.filter.rest;

import io.github.dubbogray.filter.entry.EntryRequest;
import java.net.InetSocketAddress;
import org.apache.dubbo.remoting.http12.HttpRequest;
import org.apache.dubbo.remoting.http12.HttpResponse;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.protocol.tri.TripleConstants;
import org.jspecify.annotations.Nullable;

/** A call that came in as REST, with the request and the response that Triple keeps on it. Loaded only with the first one. */
record RestCall(
        HttpRequest http, HttpResponse response, @Nullable InetSocketAddress peer) {

    /** The key, among a call's attributes, of how it came in; a constant, so that asking for it loads nothing. */
    static final String CAME_IN_AS = TripleConstants.HANDLER_TYPE_KEY;

    /** What is under {@link #CAME_IN_AS} for a call that is one. */
    static final String REST = TripleConstants.TRIPLE_HANDLER_TYPE_REST;

    /** Returns it; asked only of a call that is one. */
    static RestCall of(Invocation call) {
        return new RestCall(
                (HttpRequest) call.get(TripleConstants.HTTP_REQUEST_KEY),
                (HttpResponse) call.get(TripleConstants.HTTP_RESPONSE_KEY),
                call.get(TripleConstants.REMOTE_ADDRESS_KEY) instanceof InetSocketAddress address ? address : null);
    }

    /** Returns the request as an entry sees it. */
    EntryRequest request() {
        return new RestRequest(http, peer);
    }

    /** Adds a header to the response, unless that is on its way. */
    void answerWith(String header, String value) {
        if (!response.isCommitted()) {
            response.setHeader(header, value);
        }
    }
}
