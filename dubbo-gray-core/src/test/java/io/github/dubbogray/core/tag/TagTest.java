package io.github.dubbogray.core.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagTest {

    private static final String TOKEN_RULE = "must be 1 to 63 characters of A-Z a-z 0-9 . _ -";

    @Nested
    @DisplayName("R1: a tag is a valid lane name, pairs, or stable; default means stable")
    class Read {

        @ParameterizedTest
        @ValueSource(strings = {"stable", "default"})
        void stableAndDefault_areStable(String text) {
            assertThat(Tag.read(text)).isEqualTo(accepted(new Tag.Stable()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"canary", "canary-v2", "v2.1", "_", "Stable", "DEFAULT", "0"})
        void token_isLaneName(String text) {
            assertThat(Tag.read(text)).isEqualTo(accepted(new Tag.Named(text)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"version=v2,region=sh", "region=sh;version=v2", " version = v2 ; region = sh "})
        void pairs_areLabels(String text) {
            assertThat(Tag.read(text))
                    .isEqualTo(accepted(new Tag.Pairs(Labels.of(Map.of("version", "v2", "region", "sh")))));
        }

        @Test
        void stableAsLabelValue_isJustAPair() {
            assertThat(Tag.read("stable=default")).isEqualTo(accepted(new Tag.Pairs(Labels.of("stable", "default"))));
        }
    }

    @Nested
    class Limits {

        @Test
        void laneNameOf63Characters_isAccepted() {
            assertThat(Tag.read("x".repeat(63))).isEqualTo(accepted(new Tag.Named("x".repeat(63))));
        }

        @Test
        void laneNameOf64Characters_isMalformed() {
            assertThat(Tag.read("x".repeat(64)))
                    .isEqualTo(malformed("lane name '" + "x".repeat(64) + "' " + TOKEN_RULE));
        }

        @Test
        void eightPairs_areAccepted() {
            String text = pairs(8);

            assertThat(Tag.read(text))
                    .isEqualTo(accepted(new Tag.Pairs(Labels.read(text).labels())));
        }

        @Test
        void ninePairs_areMalformed() {
            assertThat(Tag.read(pairs(9))).isEqualTo(malformed("has 9 pairs, at most 8 are allowed"));
        }

        @Test
        void tagOf256Characters_isAccepted() {
            String text = String.join(
                    ",", "a=" + "x".repeat(62), "b=" + "x".repeat(61), "c=" + "x".repeat(62), "d=" + "x".repeat(60));

            assertThat(text).hasSize(256);
            assertThat(Tag.read(text))
                    .isEqualTo(accepted(new Tag.Pairs(Labels.read(text).labels())));
        }

        @Test
        void tagOf257Characters_isMalformed() {
            assertThat(Tag.read("x=" + " ".repeat(254) + "y"))
                    .isEqualTo(malformed("has 257 characters, at most 256 are allowed"));
        }
    }

    @Nested
    class MalformedTexts {

        @Test
        void emptyText_isMalformed() {
            assertThat(Tag.read("")).isEqualTo(malformed("lane name '' " + TOKEN_RULE));
        }

        @Test
        void blanksAroundLaneName_areMalformed() {
            assertThat(Tag.read(" canary")).isEqualTo(malformed("lane name ' canary' " + TOKEN_RULE));
        }

        @Test
        void severalLaneNames_areMalformed() {
            assertThat(Tag.read("canary,stable")).isEqualTo(malformed("lane name 'canary,stable' " + TOKEN_RULE));
        }

        @Test
        void otherScripts_areMalformed() {
            assertThat(Tag.read("金丝雀")).isEqualTo(malformed("lane name '金丝雀' " + TOKEN_RULE));
        }

        @Test
        void brokenPairs_areNamedWithPlaceAndValue() {
            assertThat(Tag.read("version=v 2, canary;env=gray;env=prod"))
                    .isEqualTo(malformed("pair 1 at character 1 ('version=v 2'): value 'v 2' " + TOKEN_RULE
                            + "; pair 2 at character 14 ('canary'): has no '='"
                            + "; pair 4 at character 30 ('env=prod'): key 'env' is there twice"));
        }

        @Test
        void lineBreak_isSpelledOutInTheReason() {
            assertThat(Tag.read("canary\r\n2030 ERROR fake"))
                    .isEqualTo(malformed("lane name 'canary\\u000D\\u000A2030 ERROR fake' " + TOKEN_RULE));
        }
    }

    @Nested
    class Text {

        @Test
        void stable_travelsAsStable() {
            assertThat(new Tag.Stable().text()).isEqualTo("stable");
        }

        @Test
        void lane_travelsByName() {
            assertThat(new Tag.Named("canary").text()).isEqualTo("canary");
        }

        @Test
        void pairs_travelSortedByKey() {
            assertThat(new Tag.Pairs(Labels.of(Map.of("version", "v2", "region", "sh"))).text())
                    .isEqualTo("region=sh,version=v2");
        }
    }

    @Nested
    @DisplayName("I3: a tag that names no lane selects by labels")
    class WantedLabels {

        @Test
        void stable_wantsNone() {
            assertThat(new Tag.Stable().wantedLabels()).isEqualTo(Labels.NONE);
        }

        @Test
        void lane_wantsTheLabelTag() {
            assertThat(new Tag.Named("canary").wantedLabels()).isEqualTo(Labels.of("tag", "canary"));
        }

        @Test
        void pairs_wantThemAll() {
            Labels labels = Labels.of(Map.of("version", "v2", "region", "sh"));

            assertThat(new Tag.Pairs(labels).wantedLabels()).isEqualTo(labels);
        }
    }

    @Nested
    class Fuzz {

        private static final List<String> PIECES = List.of(
                "stable",
                "default",
                "canary",
                "version",
                "=",
                "=",
                ",",
                ";",
                " ",
                "v2",
                "-",
                ".",
                "_",
                "é",
                "😀",
                "\ud83d",
                "\u0000",
                "\n",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
        void anyText_isReadWithoutThrowingAndAnAcceptedTagRoundTrips(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int tags = 0;
            for (int i = 0; i < 10_000; i++) {
                String text = random.ints(random.nextInt(14), 0, PIECES.size())
                        .mapToObj(PIECES::get)
                        .collect(Collectors.joining());

                if (Tag.read(text) instanceof TagReading.Accepted accepted) {
                    tags++;
                    assertThat(accepted.tag().text()).hasSizeLessThanOrEqualTo(Tag.MAX_LENGTH);
                    assertThat(Tag.read(accepted.tag().text())).isEqualTo(accepted);
                }
            }
            assertThat(tags).isGreaterThan(100);
        }
    }

    private static TagReading accepted(Tag tag) {
        return new TagReading.Accepted(tag);
    }

    private static TagReading malformed(String reason) {
        return new TagReading.Malformed(reason);
    }

    private static String pairs(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
    }
}
