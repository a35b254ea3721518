package io.github.dubbogray.core.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {

    private static final String TOKEN_RULE = "must be 1 to 63 characters of A-Z a-z 0-9 . _ -";

    @Nested
    class Of {

        @Test
        void map_isCopied() {
            Map<String, String> values = new HashMap<>(Map.of("version", "v2"));
            Labels labels = Labels.of(values);

            values.put("env", "gray");

            assertThat(labels).isEqualTo(Labels.of("version", "v2"));
        }

        @Test
        void emptyMap_isNone() {
            assertThat(Labels.of(Map.of())).isSameAs(Labels.NONE);
        }

        @Test
        void keyAndValueOf63Characters_areFine() {
            Labels labels = Labels.of("k".repeat(63), "v".repeat(63));

            assertThat(labels.toMap()).isEqualTo(Map.of("k".repeat(63), "v".repeat(63)));
        }

        @Test
        void keyOf64Characters_isRefused() {
            assertThatThrownBy(() -> Labels.of("k".repeat(64), "v"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("label key is '" + "k".repeat(64) + "', " + TOKEN_RULE);
        }

        @Test
        void valueOf64Characters_isRefused() {
            assertThatThrownBy(() -> Labels.of("k", "v".repeat(64)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("value of label k is '" + "v".repeat(64) + "', " + TOKEN_RULE);
        }

        @Test
        void emptyValue_isRefused() {
            assertThatThrownBy(() -> Labels.of("env", ""))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("value of label env is '', " + TOKEN_RULE);
        }
    }

    @Nested
    class Read {

        @Test
        void blankText_hasNoLabelsAndNoProblems() {
            assertThat(Labels.read(" \t ")).isEqualTo(new LabelsReading(Labels.NONE, List.of()));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "version=v2,env=gray",
                    "env=gray;version=v2",
                    " version = v2 , env = gray ",
                    "version=v2;\n\tenv=gray"
                })
        void pairs_areReadWhateverSeparatorsAndBlanks(String text) {
            assertThat(Labels.read(text))
                    .isEqualTo(new LabelsReading(Labels.of(Map.of("version", "v2", "env", "gray")), List.of()));
        }

        @Test
        void allTokenCharacters_areRead() {
            assertThat(Labels.read("A.z_0-9=Z.a-9_0"))
                    .isEqualTo(new LabelsReading(Labels.of("A.z_0-9", "Z.a-9_0"), List.of()));
        }

        @Test
        void brokenPair_isLeftOutAndReported() {
            assertThat(Labels.read("version=v2, env, region=sh"))
                    .isEqualTo(new LabelsReading(
                            Labels.of(Map.of("version", "v2", "region", "sh")),
                            List.of("pair 2 at character 13 ('env'): has no '='")));
        }

        @Test
        void everyBrokenPair_isReported() {
            assertThat(Labels.read("a b=1;=2;c=;d=x=y;,e=1,e=2").problems())
                    .containsExactly(
                            "pair 1 at character 1 ('a b=1'): key 'a b' " + TOKEN_RULE,
                            "pair 2 at character 7 ('=2'): key '' " + TOKEN_RULE,
                            "pair 3 at character 10 ('c='): value '' " + TOKEN_RULE,
                            "pair 4 at character 13 ('d=x=y'): value 'x=y' " + TOKEN_RULE,
                            "pair 5 at character 19 (''): has no '='",
                            "pair 7 at character 24 ('e=2'): key 'e' is there twice");
        }

        @Test
        void keyTwice_keepsTheFirst() {
            assertThat(Labels.read("env=gray,env=prod").labels()).isEqualTo(Labels.of("env", "gray"));
        }

        @Test
        void separatorAtTheEnd_isReported() {
            assertThat(Labels.read("env=gray,"))
                    .isEqualTo(new LabelsReading(
                            Labels.of("env", "gray"), List.of("pair 2 at character 10 (''): has no '='")));
        }

        @ParameterizedTest
        @CsvSource({"63, 63, 0", "64, 63, 1", "63, 64, 1"})
        void lengths_areLimitedTo63(int keyLength, int valueLength, int problems) {
            String text = "k".repeat(keyLength) + "=" + "v".repeat(valueLength);

            assertThat(Labels.read(text).problems()).hasSize(problems);
        }

        @Test
        void hostileText_isReportedOnOneShortLine() {
            List<String> problems =
                    Labels.read("env=\u0000\n2030 ERROR" + "x".repeat(10_000)).problems();

            assertThat(problems).hasSize(1);
            assertThat(problems.get(0)).hasSizeLessThan(400).doesNotContain("\n", "\u0000");
        }
    }

    @Nested
    class Value {

        @Test
        void knownKey_hasItsValue() {
            assertThat(Labels.of("env", "gray").value("env")).isEqualTo(Optional.of("gray"));
        }

        @Test
        void unknownKey_isEmpty() {
            assertThat(Labels.of("env", "gray").value("ENV")).isEmpty();
        }
    }

    @Nested
    class ContainsAll {

        private final Labels labels = Labels.of(Map.of("version", "v2", "env", "gray"));

        @Test
        void subset_isContained() {
            assertThat(labels.containsAll(Labels.of("env", "gray"))).isTrue();
        }

        @Test
        void none_isContained() {
            assertThat(Labels.NONE.containsAll(Labels.NONE)).isTrue();
            assertThat(labels.containsAll(Labels.NONE)).isTrue();
        }

        @Test
        void otherValue_isNotContained() {
            assertThat(labels.containsAll(Labels.of("env", "prod"))).isFalse();
        }

        @Test
        void moreKeys_areNotContained() {
            assertThat(labels.containsAll(Labels.of(Map.of("version", "v2", "env", "gray", "region", "sh"))))
                    .isFalse();
        }
    }

    @Nested
    class Without {

        @Test
        void oneKey_leavesTheOthers() {
            Labels labels = Labels.of(Map.of("version", "v2", "env", "gray"));

            assertThat(labels.without("env")).isEqualTo(Labels.of("version", "v2"));
            assertThat(labels).isEqualTo(Labels.of(Map.of("version", "v2", "env", "gray")));
        }

        @Test
        void lastKey_leavesNone() {
            assertThat(Labels.of("env", "gray").without("env")).isSameAs(Labels.NONE);
        }

        @Test
        void unknownKey_changesNothing() {
            assertThat(Labels.of("env", "gray").without("region")).isEqualTo(Labels.of("env", "gray"));
        }
    }

    @Nested
    class AsValue {

        @Test
        void sameLabels_areEqual() {
            Labels one = Labels.read("version=v2,env=gray").labels();
            Labels other = Labels.read("env=gray;version=v2").labels();

            assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
            assertThat(one).isNotEqualTo(Labels.of("env", "gray"));
            assertThat(one).isNotEqualTo("env=gray,version=v2");
        }

        @Test
        void text_isSortedByKey() {
            assertThat(Labels.read("version=v2,env=gray"))
                    .extracting(r -> r.labels().toString())
                    .isEqualTo("env=gray,version=v2");
        }

        @Test
        void emptiness_isNoLabelAtAll() {
            assertThat(Labels.NONE.isEmpty()).isTrue();
            assertThat(Labels.of("env", "gray").isEmpty()).isFalse();
        }

        @Test
        void map_cannotBeChanged() {
            Map<String, String> map = Labels.of("env", "gray").toMap();

            assertThatThrownBy(() -> map.put("env", "prod")).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Nested
    class Fuzz {

        private static final String ALPHABET = "ab=,; .-_=,\u0000é\n";

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {11, 12, 13, 14})
        void anyText_isReadWithoutThrowingAndItsLabelsReadBack(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 5_000; i++) {
                String text = random.ints(random.nextInt(40), 0, ALPHABET.length())
                        .mapToObj(index -> ALPHABET.substring(index, index + 1))
                        .collect(Collectors.joining());

                LabelsReading reading = Labels.read(text);

                assertThat(Labels.read(reading.labels().toString()))
                        .isEqualTo(new LabelsReading(reading.labels(), List.of()));
            }
        }
    }
}
