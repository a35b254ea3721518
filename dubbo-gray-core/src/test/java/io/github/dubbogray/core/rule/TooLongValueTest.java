package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that is longer than an expression looks at claims no rule that has the expression, and the request is told. */
class TooLongValueTest {

    private static final String SHORT = "b";
    private static final String LONG = "b".repeat(1 << 20);

    private final List<Source> told = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ attachment.k: { regex: 'b+' } }",
                "{ attachment.k: { not: { regex: 'a+' } } }",
                "{ attachment.k: { not: { prefix: b, regex: 'a+' } } }",
                "{ attachment.k: { not: { not: { regex: 'b+' } } } }",
                "{ attachment.k: { not: { regex: 'A+' }, ignoreCase: true } }",
                "{ any: [{ attachment.k: { regex: 'b+' } }, { attachment.none: a }] }"
            })
    void tooLongValue_claimsNoRule(String when) {
        Table table = table(when);

        assertThat(table.color(request(SHORT), () -> 0)).isInstanceOf(Coloring.Claimed.class);
        assertThat(told).isEmpty();
        assertThat(table.color(request(LONG), () -> 0)).isEqualTo(Coloring.OPEN);
        assertThat(told).containsExactly(Source.Keyed.ATTACHMENT.at("k"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ attachment.k: { exists: true } }",
                "{ attachment.k: { prefix: b, suffix: B, ignoreCase: true } }",
                "{ attachment.k: { notIn: [a, c] } }",
                "{ attachment.k: { not: { range: { min: 1 } } } }",
                "{ any: [{ attachment.k: { regex: 'a+' } }, { attachment.k: { prefix: b } }] }"
            })
    void testsWithoutExpression_seeItWhole(String when) {
        assertThat(table(when).color(request(LONG), () -> 0)).isInstanceOf(Coloring.Claimed.class);
    }

    @Test
    void stickyKey_isHashedAtAnyLength() {
        Table table = Documents.table("rules: [{ id: a, to: { stable: 100% }, sticky: attachment.k }]");

        assertThat(table.rules().list().get(0).bucketOf(request(LONG)))
                .hasValue(NaiveBucket.of("demo-provider", "a", LONG));
        assertThat(told).isEmpty();
    }

    private static Table table(String when) {
        return Documents.table("rules: [{ id: a, when: " + when + ", to: stable }]");
    }

    private Request request(String value) {
        return new Request() {
            @Override
            public @Nullable String attachment(String key) {
                return key.equals("k") ? value : null;
            }

            @Override
            public String method() {
                return "greet";
            }

            @Override
            public String service() {
                return "Greeter";
            }

            @Override
            public String application() {
                return "demo-consumer";
            }

            @Override
            public void foundTooLong(Source source) {
                told.add(source);
            }
        };
    }
}
