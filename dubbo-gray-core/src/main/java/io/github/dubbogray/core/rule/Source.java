package io.github.dubbogray.core.rule;

import io.github.dubbogray.core.rule.argument.ArgumentPath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a condition, a sticky key or an affinity finds its value in a request. */
public sealed interface Source {

    /** Returns the value in a request, or null if the request has none. */
    @Nullable String valueIn(Request request);

    /** Returns whether the request has something there, even something without a text, such as a list. */
    default boolean isIn(Request request) {
        return valueIn(request) != null;
    }

    /** Returns the source as documents spell it. */
    String spelling();

    /** Returns the source a document spells so, or empty if there is no such source. */
    static Optional<Source> of(String spelling) {
        return SourceSpelling.read(spelling);
    }

    /** An attachment: {@code attachment.user-id}. */
    record Attachment(String key) implements Source {

        static final String PREFIX = "attachment.";

        @Override
        public @Nullable String valueIn(Request request) {
            return request.attachment(key);
        }

        @Override
        public String spelling() {
            return PREFIX + key;
        }
    }

    /** A label of the caller's own instance: {@code label.region}. */
    record Label(String key) implements Source {

        static final String PREFIX = "label.";

        @Override
        public @Nullable String valueIn(Request request) {
            return request.callerLabel(key);
        }

        @Override
        public String spelling() {
            return PREFIX + key;
        }
    }

    /** An entry of the trace's baggage: {@code baggage.user-type}. */
    record Baggage(String key) implements Source {

        static final String PREFIX = "baggage.";

        @Override
        public @Nullable String valueIn(Request request) {
            return request.baggage(key);
        }

        @Override
        public String spelling() {
            return PREFIX + key;
        }
    }

    /** A header at an HTTP entry: {@code header.X-User-Type}. */
    record Header(String name) implements Source {

        static final String PREFIX = "header.";

        @Override
        public @Nullable String valueIn(Request request) {
            return request.header(name);
        }

        @Override
        public String spelling() {
            return PREFIX + name;
        }
    }

    /** A cookie at an HTTP entry: {@code cookie.beta}. */
    record Cookie(String name) implements Source {

        static final String PREFIX = "cookie.";

        @Override
        public @Nullable String valueIn(Request request) {
            return request.cookie(name);
        }

        @Override
        public String spelling() {
            return PREFIX + name;
        }
    }

    /** A query parameter at an HTTP entry: {@code query.version}. */
    record Query(String name) implements Source {

        static final String PREFIX = "query.";

        @Override
        public @Nullable String valueIn(Request request) {
            return request.query(name);
        }

        @Override
        public String spelling() {
            return PREFIX + name;
        }
    }

    /**
     * An argument of the call, or something inside it: {@code argument.0.user.id}.
     *
     * @param position the argument's, from 0
     */
    record Argument(int position, ArgumentPath path) implements Source {

        static final String PREFIX = "argument.";

        @Override
        public @Nullable String valueIn(Request request) {
            return path.textIn(request.argument(position));
        }

        @Override
        public boolean isIn(Request request) {
            return path.exists(request.argument(position));
        }

        @Override
        public String spelling() {
            return PREFIX + position + (path.equals(ArgumentPath.WHOLE) ? "" : "." + path.spelling());
        }
    }

    /** The method's name: {@code method}. */
    record Method() implements Source {

        static final String SPELLING = "method";

        @Override
        public String valueIn(Request request) {
            return request.method();
        }

        @Override
        public String spelling() {
            return SPELLING;
        }
    }

    /** The service's interface name: {@code service}. */
    record Service() implements Source {

        static final String SPELLING = "service";

        @Override
        public String valueIn(Request request) {
            return request.service();
        }

        @Override
        public String spelling() {
            return SPELLING;
        }
    }

    /** The calling application's name: {@code application}. */
    record Application() implements Source {

        static final String SPELLING = "application";

        @Override
        public String valueIn(Request request) {
            return request.application();
        }

        @Override
        public String spelling() {
            return SPELLING;
        }
    }

    /** The caller's address: {@code ip}. */
    record Address() implements Source {

        static final String SPELLING = "ip";

        @Override
        public @Nullable String valueIn(Request request) {
            return request.callerAddress();
        }

        @Override
        public String spelling() {
            return SPELLING;
        }
    }
}
