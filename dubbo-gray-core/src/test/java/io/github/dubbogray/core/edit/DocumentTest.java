package io.github.dubbogray.core.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.document.yaml.Place;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.rule.Target;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {

    private static final String TEXT = """
            apiVersion: dubbo-gray/v1
            application: demo
            unmatched: open
            prefer: [region]
            labelPriority: [version]
            lanes:
              canary: { labels: { version: v2 }, fallback: [], carry: false }
              beta: { labels: { version: v3 }, outlier: {} }
            rules:
              - { id: ramp, when: { method: get }, to: { canary: 10%, stable: 90% }, sticky: attachment.user-id }
              - { id: rest, to: { beta: 10%, stable: 90% } }
            failures: { ignore: [com.acme.A] }
            """;

    @Nested
    class WrongEdits {

        @ParameterizedTest(name = "{0} becomes {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "application: demo | application: shop",
                    "unmatched: open | unmatched: stable",
                    "prefer: [region] | prefer: [zone]",
                    "labelPriority: [version] | labelPriority: [env]",
                    "version: v2 | version: v4",
                    "fallback: [] | fallback: [beta]",
                    "carry: false | carry: true",
                    "outlier: {} | health: {}",
                    "lanes: | lanes:;  gamma: { labels: { version: v4 } }",
                    "id: ramp | id: slope",
                    "method: get | method: put",
                    "canary: 10%, stable: 90% | canary: 30%, stable: 70%",
                    "canary: 10%, stable: 90% | canary: 10%, stable: 85%, beta: 5%",
                    "{ canary: 10%, stable: 90% }, sticky: attachment.user-id | canary",
                    ", sticky: attachment.user-id | ' '",
                    "sticky: attachment.user-id | sticky: attachment.user",
                    "beta: 10%, stable: 90% | beta: 20%, stable: 80%",
                    "- { id: rest, to: { beta: 10%, stable: 90% } } | ' '",
                    "com.acme.A | com.acme.B",
                    "unmatched: open | unmatched: open;enabled: false"
                })
        void changeNobodyAskedFor_neverGetsOut(String before, String after) {
            assertThatThrownBy(() -> Document.edited(
                            TEXT,
                            document -> document.with(
                                    List.of(replacement(TEXT, before, after.replace(';', '\n'))), document.content())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("an edit changed more than it should: ");
        }

        @Test
        void shareThatIsNotTheWantedOne_neverGetsOut() {
            Target wanted = new Target.Sticky(
                    new Split(List.of(new Share("canary", 2_000), new Share("stable", 8_000))),
                    Source.of("attachment.user-id").orElseThrow());

            assertThatThrownBy(() -> Document.edited(
                            TEXT,
                            document -> document.with(
                                    List.of(replacement(TEXT, "canary: 10%, stable: 90%", "canary: 21%, stable: 79%")),
                                    document.content().with(0, wanted))))
                    .isInstanceOf(IllegalStateException.class);
        }

        @Test
        void textThatWouldHaveErrors_isRefusedWithThem() {
            EditResult result = Document.edited(
                    TEXT,
                    document -> document.with(
                            List.of(replacement(TEXT, "canary: 10%", "canary: 20%")), document.content()));

            assertThat(result).hasToString("""
                            line 10, column 44: the edited text would be refused
                            line 10, column 44: rules[0].to: shares add up to 110%, must be 100%""");
        }
    }

    @Test
    void commentsAndSpacing_areNoContent() {
        EditResult result = Document.edited(
                TEXT,
                document -> document.with(
                        List.of(replacement(TEXT, "rules:\n", "rules: # by user\n\n")), document.content()));

        assertThat(result).isInstanceOf(EditResult.Edited.class);
    }

    private static Replacement replacement(String text, String before, String after) {
        return new Replacement(Place.START, text.indexOf(before), before, after);
    }
}
