package io.github.dubbogray.router.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("I1: what an instance says of itself is told from what the registry makes of it")
class SelfDescriptionTest {

    @Nested
    class ToMetadata {

        @Test
        void labels_areOneTextUnderAKeyOfTheStart() {
            assertThat(SelfDescription.toMetadata(
                            Labels.of(Map.of("version", "v2", "env", "gray")), 1_700_000_000_123L))
                    .isEqualTo(Map.of("dubbo.gray-own.1700000000123", "env=gray,version=v2"));
        }

        @Test
        void noLabels_saysNothing() {
            assertThat(SelfDescription.toMetadata(Labels.NONE, 7)).isEmpty();
        }

        @Test
        void longestText_isSaid() {
            assertThat(SelfDescription.toMetadata(labelsOf(256), 7))
                    .isEqualTo(Map.of("dubbo.gray-own.7", labelsOf(256).toString()));
        }

        @Test
        void longerText_isLeftOut() {
            assertThat(SelfDescription.toMetadata(labelsOf(257), 7)).isEmpty();
        }

        /** Returns labels whose text has so many characters: four of 57 and a comma each, then the rest. */
        private static Labels labelsOf(int length) {
            Map<String, String> labels =
                    IntStream.range(0, 4).boxed().collect(Collectors.toMap(i -> "key" + i, i -> "x".repeat(52)));
            labels.put("last", "x".repeat(length - 4 * 58 - 5));
            Labels all = Labels.of(labels);
            assertThat(all.toString()).hasSize(length);
            return all;
        }
    }

    @Nested
    class In {

        @Test
        void ownText_isRead() {
            assertThat(SelfDescription.in(Map.of("dubbo.gray-own.7", "env=gray,version=v2", "gray.version", "v9")))
                    .contains(Labels.of(Map.of("version", "v2", "env", "gray")));
        }

        @Test
        void whatWasWritten_isRead() {
            Labels labels = Labels.of(Map.of("version", "v2", "region", "sh"));

            assertThat(SelfDescription.in(SelfDescription.toMetadata(labels, 7)))
                    .contains(labels);
        }

        @Test
        void textsOfSeveralStarts_newestWins() {
            assertThat(SelfDescription.in(Map.of(
                            "dubbo.gray-own.9", "version=v1",
                            "dubbo.gray-own.1000", "version=v3",
                            "dubbo.gray-own.999", "version=v2")))
                    .as("as numbers, not as texts")
                    .contains(Labels.of("version", "v3"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "dubbo.gray-own",
                    "dubbo.gray-own.",
                    "dubbo.gray-own.soon",
                    "dubbo.gray-own.-7",
                    "dubbo.gray-own.7.version",
                    "dubbo.gray-own.99999999999999999999",
                    "gray-own.7",
                    "gray.version",
                    "dubbo.endpoints"
                })
        void foreignKey_saysNothing(String key) {
            assertThat(SelfDescription.in(Map.of(key, "version=v2"))).isEmpty();
            assertThat(SelfDescription.in(Map.of(key, "version=v2", "dubbo.gray-own.1", "version=v1")))
                    .contains(Labels.of("version", "v1"));
        }

        @Test
        void noMetadata_saysNothing() {
            assertThat(SelfDescription.in(Map.of())).isEmpty();
        }
    }
}
