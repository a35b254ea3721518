package io.github.dubbogray.filter.tag;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.testing.CapturedLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagTextTest {

    private final Meters meters = new Meters();
    private final TagText tags = new TagText(meters);

    @Test
    void tag_isRead() {
        assertThat(tags.read("canary")).isEqualTo(new Tag.Named("canary"));
        assertThat(meters.value(Meter.TAGS_DROPPED)).isZero();
    }

    @Test
    void sameTextAgain_isNotReadAgain() {
        assertThat(tags.read(new String("version=v2"))).isNotNull().isSameAs(tags.read(new String("version=v2")));
    }

    @Test
    void floodOfTags_makesNoLaterTagSlow() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(tags.read("lane" + i)).isEqualTo(new Tag.Named("lane" + i));
        }
        assertThat(tags.read("lane999")).isSameAs(tags.read("lane999"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void noText_isNoTagAndNoneIsDropped(String text) {
        assertThat(tags.read(text)).isNull();
        assertThat(meters.value(Meter.TAGS_DROPPED)).isZero();
    }

    @Test
    void malformedText_isDroppedCountedAndExplained() {
        try (CapturedLog log = new CapturedLog()) {
            assertThat(tags.read("can ary")).isNull();

            assertThat(meters.value(Meter.TAGS_DROPPED)).isEqualTo(1);
            assertThat(log.text())
                    .contains(
                            "Dropped the tag x-gray-tag = 'can ary' of a call: lane name 'can ary' must be 1 to 63 characters")
                    .contains("served as untagged; tags dropped so far: 1");
        }
    }

    @Test
    void sameReasonAgain_isCountedButNotLoggedAgain() {
        try (CapturedLog log = new CapturedLog()) {
            tags.read("can ary");
            tags.read("can ary");

            assertThat(meters.value(Meter.TAGS_DROPPED)).isEqualTo(2);
            assertThat(log.linesWith("Dropped the tag")).isEqualTo(1);
        }
    }

    @Test
    void floodOfReasons_isCountedButLoggedNoMore() {
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 1_000; i++) {
                tags.read("no tag " + i);
            }

            assertThat(meters.value(Meter.TAGS_DROPPED)).isEqualTo(1_000);
            assertThat(log.linesWith("Dropped the tag")).isEqualTo(20);
        }
    }

    @Test
    void longText_isCutInTheLog() {
        try (CapturedLog log = new CapturedLog()) {
            tags.read("x".repeat(1_000));

            assertThat(log.text()).contains("x".repeat(80) + "…").doesNotContain("x".repeat(81));
        }
    }

    @Test
    void lineBreak_cannotForgeALogLine() {
        try (CapturedLog log = new CapturedLog()) {
            tags.read("canary\n2030 ERROR forged");

            assertThat(log.text()).contains("'canary\\u000A2030 ERROR forged'");
            assertThat(log.text().lines()).hasSize(1);
        }
    }
}
