package io.github.dubbogray.core.rule;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a condition or a sticky key finds its value in a request. */
public sealed interface Source {

    /** Returns the value in a request, or null if the request has none. */
    @Nullable String valueIn(Request request);

    /** Returns the source as documents spell it. */
    String spelling();

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

    /** The method's name: {@code method}. */
    record Method() implements Source {
        @Override
        public String valueIn(Request request) {
            return request.method();
        }

        @Override
        public String spelling() {
            return "method";
        }
    }

    /** The service's interface name: {@code service}. */
    record Service() implements Source {
        @Override
        public String valueIn(Request request) {
            return request.service();
        }

        @Override
        public String spelling() {
            return "service";
        }
    }

    /** The calling application's name: {@code application}. */
    record Application() implements Source {
        @Override
        public String valueIn(Request request) {
            return request.application();
        }

        @Override
        public String spelling() {
            return "application";
        }
    }

    /** Returns the source a document spells so, or empty if there is no such source. */
    static Optional<Source> of(String spelling) {
        if (spelling.startsWith(Attachment.PREFIX) && spelling.length() > Attachment.PREFIX.length()) {
            return Optional.of(new Attachment(spelling.substring(Attachment.PREFIX.length())));
        }
        return switch (spelling) {
            case "method" -> Optional.of(new Method());
            case "service" -> Optional.of(new Service());
            case "application" -> Optional.of(new Application());
            default -> Optional.empty();
        };
    }
}
