package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.SwitchType;
import io.github.dubbogray.core.feature.SwitchValue;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.core.feature.Variant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchesReaderTest {

    private static Switch.Definition only(String body) {
        return SwitchDocuments.switches("s: " + body).named("s").orElseThrow().definition();
    }

    @Nested
    class Definitions {

        @Test
        void everyKey_isRead() {
            Switch.Definition read =
                    only("{ type: string, description: new checkout, owner: team-cart, enabled: false, "
                            + "variants: { old: two, new: one }, default: old, rules: [{ id: all, to: new }] }");

            assertThat(read.type()).isEqualTo(SwitchType.STRING);
            assertThat(read.description()).isEqualTo("new checkout");
            assertThat(read.owner()).isEqualTo("team-cart");
            assertThat(read.mode()).isEqualTo(Switch.Mode.DISABLED);
            assertThat(read.variants())
                    .containsExactly(
                            new Variant("old", new SwitchValue.Text("two")),
                            new Variant("new", new SwitchValue.Text("one")));
            assertThat(read.preset()).isEqualTo(new Variant("old", new SwitchValue.Text("two")));
            assertThat(read.rules().get(0).target().describe()).isEqualTo("new");
        }

        @Test
        void whatIsLeftOut_hasItsDefault() {
            Switch.Definition read = only("{ type: boolean, default: false }");

            assertThat(read.description()).isEmpty();
            assertThat(read.owner()).isEmpty();
            assertThat(read.mode()).isEqualTo(Switch.Mode.ENABLED);
            assertThat(read.variants()).isEmpty();
            assertThat(read.rules()).isEmpty();
        }

        @Test
        void documentOfNoSwitches_isOne() {
            assertThat(SwitchDocuments.accepted(
                                    SwitchesReader.read("apiVersion: dubbo-gray/v1\napplication: any\nswitches: {}\n"))
                            .application())
                    .isEqualTo("any");
        }
    }

    @Nested
    class Values {

        @ParameterizedTest(name = "{0} {1} is {2}")
        @CsvSource({
            "boolean, true, true",
            "integer, -42, -42",
            "integer, 007, 7",
            "integer, 9223372036854775807, 9223372036854775807",
            "number, 1.50, 1.5",
            "number, -0.0, 0",
            "number, .5, 0.5",
            "number, 2e3, 2000",
            "string, yes, yes",
            "string, '\"\"', ''"
        })
        void spelling_isTheValue(String type, String spelling, String value) {
            assertThat(only("{ type: " + type + ", default: " + spelling + " }")
                            .preset()
                            .value()
                            .describe())
                    .isEqualTo(value);
        }

        /** What is in quotes is a text, whatever it looks like. */
        @Test
        void object_isAnyYaml() {
            assertThat(only("{ type: object, default: o, variants: { "
                                    + "o: { a: 1, b: 1.5, c: true, d: text, e: \"1\", f: [1, [2]], g: , h: { i: {} } } } }")
                            .preset()
                            .value()
                            .toJson())
                    .isEqualTo("{\"a\":1,\"b\":1.5,\"c\":true,\"d\":\"text\",\"e\":\"1\","
                            + "\"f\":[1,[2]],\"g\":null,\"h\":{\"i\":{}}}");
        }

        @Test
        void objectOfNoMap_isAVariantToo() {
            assertThat(only("{ type: object, default: o, variants: { o: [1, a] } }")
                            .preset()
                            .value())
                    .isEqualTo(new SwitchValue.Listing(List.of(new SwitchValue.Whole(1), new SwitchValue.Text("a"))));
        }

        @Test
        void nothingInAMap_isKept() {
            assertThat(only("{ type: object, default: o, variants: { o: { a: ~ } } }")
                            .preset()
                            .value())
                    .isEqualTo(new SwitchValue.Structure(Map.of("a", new SwitchValue.Nothing())));
        }
    }

    @Nested
    class Splits {

        /** As stable lies last in a route's. */
        @Test
        void defaultLiesLast_whereverItIsWritten() {
            assertThat(only("{ type: string, default: old, rules: [{ id: r, to: { old: 90%, new: 10% } }] }")
                            .rules()
                            .get(0)
                            .target()
                            .describe())
                    .isEqualTo("new 10%, old 90%");
        }

        @Test
        void withoutTheDefault_theyLieAsWritten() {
            assertThat(only("{ type: integer, default: 0, rules: [{ id: r, to: { 2: 50%, 1: 50% } }] }")
                            .rules()
                            .get(0)
                            .target()
                            .describe())
                    .isEqualTo("2 50%, 1 50%");
        }
    }

    @Nested
    class Revisions {

        private final String plain = "{ type: string, default: '1', rules: [{ id: r, to: a }] }";

        @Test
        void layoutAndComments_doNotMatter() {
            Switch.Definition laidOut = SwitchDocuments.switches(
                            "s: # a comment",
                            "  type: string",
                            "  default: \"1\"",
                            "  rules:",
                            "    - id: r",
                            "      to: a")
                    .named("s")
                    .orElseThrow()
                    .definition();

            assertThat(laidOut.revision()).isEqualTo(only(plain).revision());
        }

        @Test
        void namesOfWhatChanged_areThoseAddedRemovedAndOther() {
            Switches before = SwitchDocuments.switches("a: " + plain, "b: " + plain, "c: " + plain);
            Switches after = SwitchDocuments.switches(
                    "c: { type: string, default: '1', rules: [{ id: r, to: b }] }", "d: " + plain, "a: " + plain);

            assertThat(before.changedIn(after)).containsExactly("b", "c", "d");
            assertThat(after.changedIn(after)).isEmpty();
        }
    }

    @Nested
    class Bounds {

        private static final String HEADING = "apiVersion: dubbo-gray/v1\napplication: shop\nswitches:\n";

        private List<String> problems(String body) {
            return ((SwitchesReading.Refused) SwitchesReader.read("shop", HEADING + body))
                    .problems().stream().map(Problem::toString).toList();
        }

        private String repeated(int times, String line) {
            return IntStream.range(0, times)
                    .mapToObj(i -> line.replace("{n}", Integer.toString(i)))
                    .collect(Collectors.joining());
        }

        @Test
        void tooManySwitches_areRefused() {
            assertThat(problems(repeated(2_001, "  s{n}: { type: boolean, default: false }\n")))
                    .containsExactly("line 4, column 3: switches: has 2001 switches, at most 2000 are allowed");
        }

        @Test
        void tooManyVariants_areRefused() {
            assertThat(problems("  s:\n    type: integer\n    default: v0\n    variants:\n"
                            + repeated(101, "      v{n}: {n}\n")))
                    .contains("line 8, column 7: switches.s.variants: has 101 variants, at most 100 are allowed");
        }

        @Test
        void tooManyRulesInAll_areRefusedOnce() {
            String rules = "\n    type: boolean\n    default: false\n    rules:\n"
                    + repeated(2_501, "      - { id: r{n}, to: true }\n");

            assertThat(problems("  a:" + rules + "  b:" + rules + "  c:" + rules))
                    .containsExactly(
                            "line 2513, column 7: switches.b.rules: has 5002 rules with those of the switches before, "
                                    + "at most 5000 are allowed");
        }
    }
}
