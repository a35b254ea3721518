package io.github.dubbogray.grayctl.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.nacos.StoredConfig;
import io.github.dubbogray.nacos.gray.GrayDocument;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whoever edits by hand is told of a release that the document is in")
class PreviewOfReleaseTest {

    private static final String MARK = "release: { id: r-1, step: 2, rule: ramp, slowerThan: 1s }\n";

    private static String document(int percent, String mark) {
        return """
                apiVersion: dubbo-gray/v1
                application: shop
                lanes: { canary: { labels: { version: v2 } } }
                rules: [{ id: ramp, to: { canary: %d%%, stable: %d%% }, sticky: attachment.user-id }]
                %s""".formatted(percent, 100 - percent, mark);
    }

    private static List<String> lines(String basis, String next) {
        return Preview.of(
                        "shop",
                        new GrayDocument("shop", new StoredConfig(basis, "")),
                        new Input.Text("shop in Nacos", next),
                        null,
                        null)
                .toLines();
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
}
