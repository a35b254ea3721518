package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.rule.Source;
import java.util.Optional;
import java.util.Set;

/** Reads the spelling of a source: where a rule finds a value in a request. */
enum Sources {
    /** Where a request has no tag yet. */
    OF_ROUTES("label.<key>, baggage.<key>, header.<key>, cookie.<key> or query.<key>") {
        @Override
        Optional<Source> spelled(String text) {
            return Source.of(text);
        }
    },

    /** Where code asks: a request has its tag and lane besides, and nothing of an HTTP entry, which lies before the code. */
    OF_SWITCHES("tag, lane, label.<key> or baggage.<key>") {
        @Override
        Optional<Source> spelled(String text) {
            return Source.Placed.named(text).or(() -> Source.of(text).filter(source -> !isOfHttpEntry(source)));
        }
    };

    private static final Set<Source.Keyed> OF_HTTP_ENTRY =
            Set.of(Source.Keyed.HEADER, Source.Keyed.COOKIE, Source.Keyed.QUERY);

    private final String expected;

    /**
     * Those of a kind of document.
     *
     * @param rest those that not all kinds have
     */
    Sources(String rest) {
        this.expected =
                "a source: attachment.<key>, argument.<number>.<path>, method, service, application, ip, " + rest;
    }

    private static boolean isOfHttpEntry(Source source) {
        return source instanceof Source.Entry entry && OF_HTTP_ENTRY.contains(entry.among());
    }

    abstract Optional<Source> spelled(String text);

    /** Reads what must be a source. */
    Optional<Source> read(Field spelling) {
        return read("", spelling);
    }

    /**
     * Reads what must be a source or something else.
     *
     * @param or names what else, for messages; empty if there is nothing
     */
    Optional<Source> read(String or, Field spelling) {
        if (!(spelling.item() instanceof YamlItem.Scalar scalar)) {
            return spelling.mustBe(ProblemKind.WRONG_SHAPE, or + expected);
        }
        int length = scalar.text().length();
        if (length > Limits.SOURCE_LENGTH) {
            return spelling.wrong(
                    ProblemKind.TOO_MANY,
                    "has " + length + " characters, a source has at most " + Limits.SOURCE_LENGTH);
        }
        return spelling.as(ProblemKind.NOT_A_SOURCE, or + expected, this::spelled)
                .filter(source -> isShort(source, spelling));
    }

    private static boolean isShort(Source source, Field spelling) {
        return !(source instanceof Source.Argument argument)
                || Limits.allow(spelling, argument.path().length(), Limits.STEPS, "steps behind the argument");
    }
}
