package io.github.dubbogray.core.document;

import io.github.dubbogray.core.health.FailurePolicy;
import io.github.dubbogray.core.health.MethodPattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code failures}. */
final class FailuresReader {

    private static final Set<String> KEYS = Set.of("exceptions", "ignore", "retryOnStable");
    private static final int LONGEST_NAME = 512;
    private static final Pattern TYPE_NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)*");

    private FailuresReader() {}

    static FailurePolicy read(Fields failures) {
        failures.only(KEYS, Set.of());
        Set<String> exceptions = readTypes(failures, "exceptions", Set.of());
        Set<String> ignored = readTypes(failures, "ignore", exceptions);
        return new FailurePolicy(exceptions, ignored, readMethods(failures));
    }

    /** Reads names of types, none of which may be among the others. */
    private static Set<String> readTypes(Fields failures, String key, Set<String> others) {
        return failures.optional(key)
                .map(field -> readAll(field, Limits.FAILURE_TYPES, "types", element -> readType(element, others)))
                .orElse(Set.of());
    }

    private static Optional<String> readType(Field element, Set<String> others) {
        Optional<String> name = element.as(
                "the name of a Java type, as com.acme.OutOfStock",
                text -> Optional.of(text)
                        .filter(type -> type.length() <= LONGEST_NAME
                                && TYPE_NAME.matcher(type).matches()));
        return name.filter(others::contains).isPresent()
                ? element.wrong(
                        ProblemKind.FAILURE_AND_IGNORED,
                        "is among exceptions too; an exception is a failure or is ignored")
                : name;
    }

    private static List<MethodPattern> readMethods(Fields failures) {
        return failures.optional("retryOnStable")
                .map(field -> readAll(field, Limits.METHOD_PATTERNS, "methods", FailuresReader::readMethod))
                .map(List::copyOf)
                .orElse(List.of());
    }

    private static Optional<MethodPattern> readMethod(Field element) {
        return element.as("the name of a method, or its beginning and '*', as get*", MethodPattern::read);
    }

    private static <T> Set<T> readAll(Field field, int most, String what, Function<Field, Optional<T>> reading) {
        Set<T> all = new LinkedHashSet<>();
        for (Field element : Limits.allowed(field, field.elements().orElse(List.of()), most, what)) {
            reading.apply(element)
                    .filter(read -> !all.add(read))
                    .ifPresent(twice -> element.wrong(ProblemKind.TWICE, "is there twice"));
        }
        return all;
    }
}
