package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Texts of documents and files cannot forge, wipe or turn round a line that an operator reads")
class ForgedTextTest {

    /** In YAML: a line of its own, a wiped line, a return to its beginning and a turned direction. */
    private static final String EVIL = "x\\nFORGED\\e[2K\\r\\u202ey";

    private static final String SHOWN = "x\\u000AFORGED\\u001B[2K\\u000D\\u202Ey";

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder)
                .file("plain.yaml", Samples.document("rules: []"))
                .file(
                        "rule.yaml",
                        Samples.document(
                                "rules: [{ id: qa, when: { attachment.user: [\"" + EVIL + "\"] }, to: canary }]"))
                .file(
                        "named.yaml",
                        "apiVersion: dubbo-gray/v1",
                        "application: \"" + EVIL + "\"",
                        "lanes: { canary: { labels: { version: v2 } } }",
                        "rules: [{ id: qa, to: canary }]");
    }

    private static void isHarmless(Session.Result result) {
        assertThat(result.out() + result.err())
                .contains(SHOWN)
                .doesNotContain("\u001b", "\r", "\u202e")
                .doesNotContainPattern("(?m)^FORGED");
    }

    @Test
    void diff_showsValuesOfRules() {
        isHarmless(session.run("diff", "plain.yaml", "rule.yaml"));
    }

    @Test
    void diff_showsApplications() {
        isHarmless(session.run("diff", "plain.yaml", "named.yaml"));
    }

    @Test
    void lint_showsApplications() {
        isHarmless(session.run("lint", "named.yaml"));
    }

    @Test
    void explain_showsApplications() {
        isHarmless(session.run("explain", "named.yaml"));
    }

    @Test
    void test_showsNames() {
        session.file(
                "tests.yaml",
                "document: plain.yaml",
                "tests: [{ name: \"" + EVIL + "\", request: {}, expect: { lane: canary } }]");

        isHarmless(session.run("test", "tests.yaml"));
    }

    @Test
    void switches_showDescriptions() {
        session.file(
                "switches.yaml",
                "apiVersion: dubbo-gray/v1",
                "application: shop",
                "switches: { colour: { type: string, default: \"" + EVIL + "\", description: \"" + EVIL + "\" } }");

        isHarmless(session.run("switch", "get", "colour", "--file", "switches.yaml"));
    }
}
