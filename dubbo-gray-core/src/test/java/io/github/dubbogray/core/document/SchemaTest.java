package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the published schema to the reader. That it accepts what the reader accepts is checked by {@link Documents} for
 * every document of these tests.
 */
class SchemaTest {

    /** Of the right shape, and refused for what it says. */
    private static final Set<String> BEYOND_A_SCHEMA = Set.of(
            "fallback-to-itself",
            "fallback-unknown-lane",
            "other-application",
            "rule-id-twice",
            "split-sum-200",
            "split-sum-99.99",
            "split-unknown-lane",
            "stable-and-default",
            "to-unknown-lane");

    /** Refused for its YAML, which Jackson lets pass: it reads {@code yes} as true, and the last of two keys. */
    private static final Set<String> BEYOND_JACKSON =
            Set.of("duplicate-keys", "enabled-bad", "explicit-types", "several-documents");

    static Stream<String> names() {
        return BrokenDocumentsTest.names();
    }

    @Test
    void brokenShape_isRefusedByTheSchemaToo() {
        Set<String> accepted = new TreeSet<>();
        names().filter(SchemaTest::isAccepted).forEach(accepted::add);

        accepted.removeAll(BEYOND_JACKSON);
        assertThat(accepted).containsExactlyInAnyOrderElementsOf(BEYOND_A_SCHEMA);
    }

    private static boolean isAccepted(String name) {
        try {
            return Schema.objections(Documents.text(Documents.resource("broken").resolve(name + ".yaml")))
                    .isEmpty();
        } catch (JsonProcessingException e) { // no YAML at all
            return false;
        }
    }
}
