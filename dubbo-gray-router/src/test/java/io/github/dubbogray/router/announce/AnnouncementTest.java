package io.github.dubbogray.router.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.count.FailedCalls;
import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.router.document.DocumentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

    private static final Instant SINCE = Instant.parse("2026-05-01T12:03:00.987Z");

    @Nested
    class ToMetadata {

        @Test
        void everything_isThere() {
            assertThat(new Announcement("web", "4711@host", "0.1.0", "0123456789ab", new Announcement.State.Ok())
                            .toMetadata())
                    .isEqualTo(Map.of(
                            "application", "web",
                            "process", "4711@host",
                            "library", "0.1.0",
                            "revision", "0123456789ab",
                            "state", "ok"));
        }

        @Test
        @DisplayName(
                "However long its parts, an announcement leaves room in what Nacos takes of an instance's metadata")
        void longParts_areCutAndLeaveRoom() {
            String endless = "x".repeat(10_000);
            Map<String, String> metadata = new Announcement(
                            endless,
                            endless,
                            endless,
                            endless,
                            new Announcement.State.Refused(endless),
                            longestReport().text(),
                            longestReport().failedText())
                    .toMetadata();

            assertThat(characters(metadata))
                    .isGreaterThan(438 + 300)
                    .isLessThanOrEqualTo(Announcement.OURS)
                    .isLessThan(Announcement.LIMIT - 128);
            assertThat(metadata.get("application")).isEqualTo("x".repeat(127) + "…");
            assertThat(metadata.get("state")).startsWith("refused:xxx").hasSize(48);
        }

        /** Counts and what is said of failed calls share their characters, so the more lanes, the less of these. */
        private static StepReport longestReport() {
            long most = 999_999_999_999L;
            LaneCounts.Of all = new LaneCounts.Of(most, most);
            return new StepReport(
                            "r".repeat(63),
                            100,
                            Map.of(
                                    "l".repeat(63), new LaneCounts(most, all, all),
                                    "m".repeat(63), new LaneCounts(most, all, all),
                                    "n".repeat(63), new LaneCounts(most, all, all)))
                    .with(new FailedCalls(
                            Map.of(FailedCalls.Trait.METHOD, new FailedCalls.Value("m".repeat(80), most, most)),
                            List.of("0".repeat(32), "1".repeat(32), "2".repeat(32))));
        }

        @Test
        void counts_areThereWhileThereAreAny() {
            assertThat(new Announcement("web", "", "", "", new Announcement.State.Ok(), "r-1/1;canary=1,0,0,0,0")
                            .toMetadata())
                    .containsEntry("counts", "r-1/1;canary=1,0,0,0,0");
        }

        @Test
        void longestThatFits_isNotCut() {
            String fits = "x".repeat(128);

            assertThat(new Announcement(fits, "", "", "", new Announcement.State.None())
                            .toMetadata()
                            .get("application"))
                    .isEqualTo(fits);
        }

        @Test
        void characterOfTwoHalves_isNotHalved() {
            String name = "x".repeat(126) + "😀" + "x";

            assertThat(new Announcement(name, "", "", "", new Announcement.State.None()).application())
                    .isEqualTo("x".repeat(126) + "…");
        }

        private static int characters(Map<String, String> metadata) {
            return metadata.entrySet().stream()
                    .mapToInt(
                            entry -> entry.getKey().length() + entry.getValue().length())
                    .sum();
        }
    }

    @Nested
    class States {

        @Test
        void document_isSaidAsItStands() {
            assertThat(text(DocumentStatus.State.CURRENT, "", Optional.empty())).isEqualTo("ok");
            assertThat(text(DocumentStatus.State.NONE, "", Optional.empty())).isEqualTo("none");
            assertThat(text(DocumentStatus.State.AWAY, "", Optional.empty())).isEqualTo("last-good");
            assertThat(text(DocumentStatus.State.REFUSED, "0123456789ab", Optional.empty()))
                    .isEqualTo("refused:0123456789ab");
        }

        @Test
        void somethingIsAway_isSaidToTheSecondWhereNothingWorseIs() {
            assertThat(text(DocumentStatus.State.CURRENT, "", Optional.of(SINCE)))
                    .isEqualTo("degraded:2026-05-01T12:03:00Z");
            assertThat(text(DocumentStatus.State.NONE, "", Optional.of(SINCE)))
                    .isEqualTo("degraded:2026-05-01T12:03:00Z");
            assertThat(text(DocumentStatus.State.DEGRADED, "", Optional.of(SINCE)))
                    .isEqualTo("degraded:2026-05-01T12:03:00Z");
            assertThat(text(DocumentStatus.State.AWAY, "", Optional.of(SINCE))).isEqualTo("last-good");
            assertThat(text(DocumentStatus.State.REFUSED, "0123456789ab", Optional.of(SINCE)))
                    .isEqualTo("refused:0123456789ab");
        }

        private static String text(DocumentStatus.State state, String refused, Optional<Instant> degradedSince) {
            DocumentStatus document = new DocumentStatus(
                    "shop",
                    "none",
                    state,
                    Optional.empty(),
                    Optional.of(refused).filter(revision -> !revision.isEmpty()),
                    Duration.ZERO,
                    Optional.empty());
            return Announcement.State.of(document, degradedSince).text();
        }
    }

    @Test
    void service_isNamedAfterTheProvider() {
        assertThat(Announcement.serviceOf("shop")).isEqualTo("shop.gray-consumers");
        assertThat(Announcement.GROUP).isEqualTo("dubbo-gray");
    }
}
