package io.github.dubbogray.core.rule;

import io.github.dubbogray.core.rule.argument.ArgumentPath;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** What a request has one of. */
    @SuppressWarnings("ImmutableEnumChecker") // its field is a method reference, which has no state
    enum Single implements Source {
        /** The method's name: {@code method}. */
        METHOD("method", Request::method),

        /** The service's interface name: {@code service}. */
        SERVICE("service", Request::service),

        /** The calling application's name: {@code application}. */
        APPLICATION("application", Request::application),

        /** The caller's address: {@code ip}. */
        ADDRESS("ip", Request::callerAddress);

        private final String spelling;
        private final Answer answer;

        /** How a request answers. */
        private interface Answer {
            @Nullable String of(Request request);
        }

        Single(String spelling, Answer answer) {
            this.spelling = spelling;
            this.answer = answer;
        }

        @Override
        public @Nullable String valueIn(Request request) {
            return answer.of(request);
        }

        @Override
        public String spelling() {
            return spelling;
        }
    }

    /** What a request has once it is colored: asked where a switch is, and never to color. */
    @SuppressWarnings("ImmutableEnumChecker") // its field is a method reference, which has no state
    enum Placed implements Source {
        /** The request's tag: {@code tag}. */
        TAG("tag", Request::tag),

        /** The lane that serves the request: {@code lane}. */
        LANE("lane", Request::lane);

        private final String spelling;
        private final Single.Answer answer;

        Placed(String spelling, Single.Answer answer) {
            this.spelling = spelling;
            this.answer = answer;
        }

        @Override
        public @Nullable String valueIn(Request request) {
            return answer.of(request);
        }

        @Override
        public String spelling() {
            return spelling;
        }

        /** Returns the one that a document spells so, or empty if it is none of these. */
        public static Optional<Source> named(String spelling) {
            return Stream.of(values())
                    .filter(source -> source.spelling.equals(spelling))
                    .map(Source.class::cast)
                    .findFirst();
        }
    }

    /** What a request has many of, each under a key. */
    @SuppressWarnings("ImmutableEnumChecker") // its field is a method reference, which has no state
    enum Keyed {
        /** Attachments: {@code attachment.user-id}. */
        ATTACHMENT("attachment.", Request::attachment),

        /** Labels of the caller's own instance: {@code label.region}. */
        LABEL("label.", Request::callerLabel),

        /** Entries of the trace's baggage: {@code baggage.user-type}. */
        BAGGAGE("baggage.", Request::baggage),

        /** Headers at an HTTP entry: {@code header.X-User-Type}. */
        HEADER("header.", Request::header),

        /** Cookies at an HTTP entry: {@code cookie.beta}. */
        COOKIE("cookie.", Request::cookie),

        /** Query parameters at an HTTP entry: {@code query.version}. */
        QUERY("query.", Request::query);

        private final String prefix;
        private final Lookup lookup;

        /** How a request looks one up. */
        private interface Lookup {
            @Nullable String of(Request request, String key);
        }

        Keyed(String prefix, Lookup lookup) {
            this.prefix = prefix;
            this.lookup = lookup;
        }

        /** Returns what documents spell before the key, with a dot at the end. */
        String prefix() {
            return prefix;
        }

        /** Returns the one under a key. */
        public Source at(String key) {
            return new Entry(this, key);
        }

        /** Returns the one under a key as documents spell it. */
        public String spelling(String key) {
            return prefix + key;
        }
    }

    /** The one of many that is under a key. */
    record Entry(Keyed among, String key) implements Source {
        @Override
        public @Nullable String valueIn(Request request) {
            return among.lookup.of(request, key);
        }

        @Override
        public String spelling() {
            return among.spelling(key);
        }
    }

    /**
     * An argument of the call, or something inside it: {@code argument.0.user.id}.
     *
     * @param position the argument's, from 0
     */
    record Argument(int position, ArgumentPath path) implements Source {

        private static final String PREFIX = "argument.";

        @Override
        public @Nullable String valueIn(Request request) {
            return request.textIn(this);
        }

        @Override
        public boolean isIn(Request request) {
            return request.has(this);
        }

        @Override
        public String spelling() {
            return spelling(position) + (path.equals(ArgumentPath.WHOLE) ? "" : "." + path.spelling());
        }

        /** Returns a whole argument as documents spell it. */
        public static String spelling(int position) {
            return PREFIX + position;
        }
    }
}
