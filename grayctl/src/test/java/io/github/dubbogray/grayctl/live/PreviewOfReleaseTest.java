package io.github.dubbogray.grayctl.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.Paused;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ReleaseState;
import io.github.dubbogray.core.release.RollingBack;
import io.github.dubbogray.core.release.Subject;
import io.github.dubbogray.core.release.Watch;
import io.github.dubbogray.core.release.verdict.Evidence;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.nacos.StoredConfig;
import io.github.dubbogray.nacos.gray.GrayDocument;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Whoever edits by hand is told of a release that the document is in")
class PreviewOfReleaseTest {

    private static final String MARK = "release: { id: r-1, step: 2, rule: ramp, slowerThan: 1s }\n";

    private static final Watch WATCH = new Watch(2, "8549a0908573", 0, Evidence.NONE);

    private static String document(int percent, String mark) {
        return """
                apiVersion: dubbo-gray/v1
                application: shop
                lanes: { canary: { labels: { version: v2 } } }
                rules: [{ id: ramp, to: { canary: %d%%, stable: %d%% }, sticky: attachment.user-id }]
                %s""".formatted(percent, 100 - percent, mark);
    }

    private static Preview preview(String basis, String next) {
        return Preview.of(
                "shop",
                new GrayDocument("shop", new StoredConfig(basis, "")),
                new Input.Text("shop in Nacos", next),
                null,
                null);
    }

    private static List<String> lines(String basis, String next) {
        return preview(basis, next).toLines();
    }

    private static ReleaseSeen seen(ReleaseState state, String... takenBack) {
        return new ReleaseSeen(
                Optional.of(new Release("r-1", new Subject("canary", "ramp"), "plan", state, List.of())),
                Set.of(takenBack));
    }

    @Test
    void editDuringARelease_pausesIt() {
        assertThat(lines(document(10, MARK), document(12, MARK)))
                .contains(
                        "Release r-1 is at step 2 of this document: where it is on its way, this edit is kept and pauses it.");
        assertThat(lines(document(10, MARK), document(10, "")))
                .anyMatch(line -> line.startsWith("Release r-1 is at step 2"));
    }

    @Test
    void textOfAnEarlierRelease_saysSo() {
        assertThat(lines(document(100, ""), document(10, MARK)))
                .contains(
                        "This has the mark of release r-1, step 2: consumers count for it again, whether or not that release"
                                + " is over.");
    }

    @Test
    void documentWithoutARelease_saysNothingOfOne() {
        assertThat(lines(document(10, ""), document(12, ""))).noneMatch(line -> line.contains("elease"));
    }

    @Nested
    @DisplayName("Where Nacos tells how the release stands")
    class Known {

        private final String before = document(25, MARK);
        private final String then = document(10, MARK.replace("step: 2", "step: 1"));

        @Test
        void releaseThatRuns_keepsAnUndo_andPauses() {
            ReleaseSeen seen = seen(new ReleaseState.WaitingForApproval(WATCH), "r-1");
            Preview preview = preview(before, then).beside(seen);

            assertThat(preview.toLines())
                    .containsSequence(
                            "This takes back what release r-1 has published.",
                            "This has the mark of release r-1, step 1: consumers count for it again, whether or not that"
                                    + " release is over.",
                            "Release r-1 is waiting-for-approval at step 2: it keeps this edit, and pauses. 'grayctl"
                                    + " release resume' begins the step anew on it, 'grayctl release rollback' takes the share"
                                    + " away.");
            assertThat(seen.pausing()).isPresent();
            assertThat(preview.toJson().toString())
                    .contains(
                            "\"release\":{\"id\":\"r-1\",\"phase\":\"waiting-for-approval\",\"step\":2,\"pauses\":true,"
                                    + "\"takenBack\":[\"r-1\"]}");
        }

        @Test
        void releaseThatIsAtRest_isNotPaused() {
            assertThat(preview(before, then)
                            .beside(seen(new Paused.Unwatched(2, "by hand")))
                            .toLines())
                    .contains("Release r-1 is paused at step 2, and stays so.");
            assertThat(preview(before, then)
                            .beside(seen(new RollingBack.Blocked(2, "harm", "the rule is gone")))
                            .toLines())
                    .contains("Release r-1 is rolling back: it takes the lane's share out of this text too.");
            assertThat(List.of(
                            new Paused.Unwatched(2, ""),
                            new RollingBack.Blocked(2, "", ""),
                            new ReleaseState.Pending(),
                            new ReleaseState.Promoted(2)))
                    .allSatisfy(state -> assertThat(seen(state).pausing()).isEmpty());
        }

        @Test
        void releaseThatIsOver_judgesNothing() {
            assertThat(preview(document(100, ""), then)
                            .beside(seen(new ReleaseState.Promoted(2), "r-1"))
                            .toLines())
                    .contains(
                            "This has the mark of release r-1, step 1: consumers count for it again, and nobody judges it, as"
                                    + " that release is promoted.")
                    .noneMatch(line -> line.startsWith("Release r-1 is"));
        }
    }
}
