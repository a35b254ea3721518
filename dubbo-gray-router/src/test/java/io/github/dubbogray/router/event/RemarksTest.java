package io.github.dubbogray.router.event;

import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.testing.TestDocuments;
import io.github.dubbogray.testing.CapturedLog;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Remarks about documents in force: hints at INFO, warnings at WARN, each once")
class RemarksTest {

    private static final String HINT = document("v2");
    private static final String WARNING_AND_HINT =
            document("v2", "rules: [{ id: a, to: stable }, { id: b, to: stable }]\n");
    private static final String NEITHER = document("v2", "rules: [{ id: a, to: canary }]\n");

    @TempDir
    private Path directory;

    private final Remarks remarks = new Remarks();

    @Test
    void hint_isInfo() {
        try (CapturedLog log = new CapturedLog()) {
            remarks.say(read(HINT));

            assertThat(log.text())
                    .contains(
                            "INFO",
                            "Document demo-provider.gray-router revision ",
                            " is in force; 1 hint(s):",
                            "hint: ")
                    .doesNotContain("WARN");
        }
    }

    @Test
    void warningAndHint_areApart() {
        try (CapturedLog log = new CapturedLog()) {
            remarks.say(read(WARNING_AND_HINT));

            assertThat(log.text().lines().filter(line -> line.contains("WARN")))
                    .singleElement()
                    .asString()
                    .contains("warning(s):");
            assertThat(log.text().lines().filter(line -> line.contains("INFO")))
                    .singleElement()
                    .asString()
                    .contains("hint(s):");
        }
    }

    @Test
    void nothingRemarkable_isSilent() {
        try (CapturedLog log = new CapturedLog()) {
            remarks.say(read(NEITHER));

            assertThat(log.text()).isEmpty();
        }
    }

    @Test
    void sameRevisionAgain_isSilentAndAnotherIsNot() {
        try (CapturedLog log = new CapturedLog()) {
            remarks.say(read(HINT));
            remarks.say(read(HINT));
            remarks.say(read(document("v3")));

            assertThat(log.linesWith("hint(s)")).isEqualTo(2);
        }
    }

    @Test
    void manyRevisions_areRememberedUpToALimit() {
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i <= Remarks.REMEMBERED; i++) {
                remarks.say(read(document("v" + i)));
            }
            remarks.say(read(document("v" + Remarks.REMEMBERED)));
            assertThat(log.linesWith("hint(s)")).isEqualTo(Remarks.REMEMBERED + 1);

            remarks.say(read(document("v0")));
            assertThat(log.linesWith("hint(s)")).isEqualTo(Remarks.REMEMBERED + 2);
        }
    }

    @Test
    void severalApplicationsOfOneProcess_sayItOnce() {
        String text = document("only-here");
        try (CapturedLog log = new CapturedLog();
                TestApplication one = following(text);
                TestApplication two = following(text)) {
            assertThat(one.gray().documents().table(PROVIDER))
                    .isEqualTo(two.gray().documents().table(PROVIDER));
            assertThat(log.linesWith("hint(s)")).isEqualTo(1);
        }
    }

    private TestApplication following(String text) {
        TestApplication application = TestApplication.in(directory).withConfigCentre();
        application.configuration().holding(TestDocuments.DATA_ID, text);
        application.gray().documents().follow(PROVIDER, () -> {});
        return application;
    }

    private static GrayEvent.DocumentAccepted read(String text) {
        Reading.Accepted accepted = (Reading.Accepted) DocumentReader.read(PROVIDER, text);
        return new GrayEvent.DocumentAccepted(
                PROVIDER, accepted.table().revision(), accepted.remarks(), DocumentOrigin.CONFIG_CENTRE);
    }
}
