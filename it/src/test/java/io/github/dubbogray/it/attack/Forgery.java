package io.github.dubbogray.it.attack;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that an attacker sends to be taken for who may choose a lane. */
sealed interface Forgery {

    /** Says what is forged and how. */
    String name();

    /** Returns what would be broken if it were believed. */
    Promise promise();

    /** Returns whether this is how an honest caller sends a tag, so that it is believed where everyone is. */
    boolean isPlain();

    /** Returns the tag that the attacker may have, as that of a signature which he has seen, or null. */
    @Nullable String rightful();

    /** A header line, a field of HTTP/2, or a trailer. */
    record Field(String name, String value) {}

    /** Which doors a request is made for. */
    enum Reach {
        /** All of them. */
        EVERYWHERE,
        /** Entries, which look at more places than hops. */
        ENTRIES,
        /** The Triple port, which makes attachments of headers. */
        TRIPLE,
        /** HTTP/1.1 on the Triple port, where letter cases survive. */
        TRIPLE_HTTP1
    }

    /**
     * A request by HTTP.
     *
     * @param query raw, without question mark
     * @param trailers fields behind the body
     */
    record Request(
            String name,
            Promise promise,
            Reach reach,
            boolean isPlain,
            @Nullable String rightful,
            String query,
            List<Field> headers,
            List<Field> trailers)
            implements Forgery {

        public Request {
            headers = List.copyOf(headers);
            trailers = List.copyOf(trailers);
        }

        static Request of(String name, Promise promise, Field... headers) {
            return new Request(name, promise, Reach.EVERYWHERE, false, null, "", List.of(headers), List.of());
        }

        Request plain() {
            return new Request(name, promise, reach, true, rightful, query, headers, trailers);
        }

        Request at(Reach newReach) {
            return new Request(name, promise, newReach, isPlain, rightful, query, headers, trailers);
        }

        Request having(String tag) {
            return new Request(name, promise, reach, isPlain, tag, query, headers, trailers);
        }

        Request asking(String newQuery) {
            return new Request(name, promise, Reach.ENTRIES, isPlain, rightful, newQuery, headers, trailers);
        }

        Request behind(Field... newTrailers) {
            return new Request(name, promise, reach, isPlain, rightful, query, headers, List.of(newTrailers));
        }
    }

    /** Attachments of a Dubbo call; keys may be anything, null and numbers among them. */
    record Attachments(
            String name,
            Promise promise,
            boolean isPlain,
            @Nullable String rightful,
            Map<?, ?> attachments) implements Forgery {

        static Attachments of(String name, Promise promise, Map<?, ?> attachments) {
            return new Attachments(name, promise, false, null, attachments);
        }

        Attachments plain() {
            return new Attachments(name, promise, true, rightful, attachments);
        }

        Attachments having(String tag) {
            return new Attachments(name, promise, isPlain, tag, attachments);
        }
    }
}
