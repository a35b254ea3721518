package io.github.dubbogray.core.document;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two keys that every kind of document begins with: {@code apiVersion} and {@code application}. */
public final class Heading {

    private static final String API_VERSION = "dubbo-gray/v1";

    private Heading() {}

    /**
     * Reads both keys and returns the application, empty where it cannot be read.
     *
     * @param expected the application that the document must be for, taken from its data id; null if it may be for any
     */
    public static Optional<String> read(Fields document, @Nullable String expected) {
        document.required("apiVersion").ifPresent(field -> expect(ProblemKind.API_VERSION, field, API_VERSION, ""));
        return document.required("application").flatMap(field -> readApplication(field, expected));
    }

    private static Optional<String> readApplication(Field field, @Nullable String expected) {
        if (expected == null) {
            return field.as(
                    "the name of an application", text -> Optional.of(text).filter(name -> !name.isBlank()));
        }
        expect(ProblemKind.OTHER_APPLICATION, field, expected, ", the application of the data id");
        return Optional.of(expected);
    }

    private static void expect(ProblemKind kind, Field field, String expected, String reason) {
        field.as(kind, "'" + expected + "'" + reason, text -> Optional.of(text).filter(expected::equals));
    }
}
