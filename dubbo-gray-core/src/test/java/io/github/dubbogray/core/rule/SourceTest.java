package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {

    @Nested
    class ValueIn {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "attachment.x-user",
                    "attachment.a.b",
                    "method",
                    "service",
                    "application",
                    "ip",
                    "label.region",
                    "baggage.user-type",
                    "header.X-User",
                    "cookie.beta",
                    "query.v"
                })
        void source_readsWhatItSpells(String spelling) {
            Source source = Source.of(spelling).orElseThrow();

            assertThat(source.spelling()).isEqualTo(spelling);
            assertThat(source.valueIn(WholeRequest.of(Map.of(spelling, "here"))))
                    .isEqualTo("here");
            assertThat(source.isIn(WholeRequest.of(Map.of(spelling, "here")))).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "attachment.k",
                    "argument.0",
                    "argument.0.k",
                    "ip",
                    "label.k",
                    "baggage.k",
                    "header.k",
                    "cookie.k",
                    "query.k"
                })
        void whatAnAdapterDoesNotHave_isAbsent(String spelling) {
            Source source = Source.of(spelling).orElseThrow();

            assertThat(source.valueIn(FakeRequest.PLAIN)).isNull();
            assertThat(source.isIn(FakeRequest.PLAIN)).isFalse();
        }

        @Test
        void argument_isReadByPositionAndPath() {
            WholeRequest request = WholeRequest.of(Map.of(), "first", Map.of("user", List.of(7, 8)));

            assertThat(value("argument.0", request)).isEqualTo("first");
            assertThat(value("argument.1.user.1", request)).isEqualTo("8");
            assertThat(value("argument.1.user", request)).isNull();
            assertThat(Source.of("argument.1.user").orElseThrow().isIn(request)).isTrue();
            assertThat(value("argument.2", request)).isNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"argument.0", "argument.255", "argument.1.user.id", "argument.0.0.1"})
        void argument_spellsItself(String spelling) {
            assertThat(Source.of(spelling).orElseThrow().spelling()).isEqualTo(spelling);
            assertThat(Source.of(spelling)).isEqualTo(Source.of(spelling));
        }

        private static String value(String spelling, Request request) {
            return Source.of(spelling).orElseThrow().valueIn(request);
        }
    }

    @Nested
    class Arguments {

        /** Stands for arguments that are costly to reach. */
        private final Request closed = new Request() {
            @Override
            public String attachment(String key) {
                return null;
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
                return "shop";
            }

            @Override
            public Object argument(int position) {
                throw new AssertionError("argument " + position + " was touched");
            }
        };

        @Test
        void ruleThatNeedsNone_touchesNone() {
            Table table = Documents.table(
                    "rules:",
                    "- { id: a, when: { method: { prefix: get }, argument.0: x }, to: stable }",
                    "- { id: b, when: { attachment.u: { exists: true } }, to: { stable: 100% }, sticky: argument.0 }",
                    "- { id: c, when: { any: [{ label.l: x, argument.1.id: x }, { service: Greeter }] }, to: stable }");

            assertThat(table.color(closed, () -> 0)).isEqualTo(new Coloring.Claimed("c", "stable", Carry.CARRIED));
        }
    }
}
