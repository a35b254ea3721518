package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {

    private static final String[] UNKNOWN_LANE = Samples.document("rules: [{ id: qa, to: kanary }]");
    private static final String MESSAGE =
            "rules[0].to: lane 'kanary' is not declared under lanes; declared are beta, canary, stable";

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder);
    }

    @Nested
    class Lines {

        @Test
        void goodDocument_isAcceptedByName() {
            session.file("gray.yaml", Samples.ramp("10%", "90%"));

            assertThat(session.run("lint", "gray.yaml").out()).matches("""
                        gray.yaml:5:3: hint GRAY202: lanes.beta: no rule gives this lane; only tags and fallbacks lead to it
                        gray.yaml: accepted for demo-provider, revision [0-9a-f]{12}, 2 gray lanes, 2 rules
                        """);
        }

        @Test
        void error_hasFileLineColumnAndCode() {
            session.file("gray.yaml", UNKNOWN_LANE);

            assertThat(session.run("lint", "gray.yaml"))
                    .isEqualTo(new Session.Result(
                            1, "gray.yaml:6:23: error GRAY021: " + MESSAGE + "\ngray.yaml: refused\n", ""));
        }

        @Test
        void standardInput_isReadForADash() {
            assertThat(session.runWith(String.join("\n", UNKNOWN_LANE), "lint", "-")
                            .out())
                    .startsWith("standard input:6:23: error GRAY021: ");
        }

        @Test
        void terminal_showsColours() {
            session.file("gray.yaml", UNKNOWN_LANE).withColours();

            assertThat(session.run("lint", "gray.yaml").out())
                    .startsWith("gray.yaml:6:23: \u001B[1m\u001B[31merror\u001B[");
        }

        @Test
        void otherApplication_isAnErrorWhereOneIsAskedFor() {
            session.file("gray.yaml", Samples.document());

            assertThat(session.run("lint", "--application", "shop", "gray.yaml").out())
                    .startsWith("gray.yaml:2:14: error GRAY017: application: is 'demo-provider', must be 'shop'");
        }
    }

    @Nested
    class Json {

        @Test
        void findings_areAnArrayOfTheDocumentedShape() {
            session.file("gray.yaml", UNKNOWN_LANE);

            Session.Result result = session.run("lint", "--json", "gray.yaml");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.json().toString())
                    .isEqualTo("[{\"file\":\"gray.yaml\",\"code\":\"GRAY021\",\"severity\":\"error\",\"line\":6,"
                            + "\"column\":23,\"message\":\"" + MESSAGE + "\"}]");
        }

        @Test
        void nothingFound_isAnEmptyArray() {
            session.file("gray.yaml", "apiVersion: dubbo-gray/v1", "application: demo-provider");

            assertThat(session.run("lint", "--json", "gray.yaml")).isEqualTo(new Session.Result(0, "[]\n", ""));
        }
    }

    @Nested
    class ExitCodes {

        @ParameterizedTest
        @CsvSource({"hint, 1", "warning, 0", "error, 0"})
        void hint_failsWhereAskedFor(String severity, int exitCode) {
            session.file("gray.yaml", Samples.ramp("10%", "90%"));

            assertThat(session.run("lint", "--fail-on", severity, "gray.yaml").exitCode())
                    .isEqualTo(exitCode);
        }

        @ParameterizedTest
        @CsvSource({"warning, 1", "error, 0"})
        void warning_failsUnlessOnlyErrorsDo(String severity, int exitCode) {
            session.file("gray.yaml", Samples.document("rules: [{ id: a, to: beta }, { id: b, to: canary }]"));

            assertThat(session.run("lint", "--fail-on", severity, "gray.yaml").exitCode())
                    .isEqualTo(exitCode);
        }

        @Test
        void unreadableFile_isTwoAndOthersAreLintedAllTheSame() {
            session.file("gray.yaml", UNKNOWN_LANE);

            Session.Result result = session.run("lint", "nowhere.yaml", "gray.yaml");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).isEqualTo("grayctl: nowhere.yaml does not exist\n");
            assertThat(result.out()).contains("GRAY021");
        }

        @Test
        void unknownSeverity_isNamed() {
            Session.Result result = session.run("lint", "--fail-on", "panic", "gray.yaml");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).contains("'panic' is no severity, must be error, warning or hint");
        }
    }

    @Nested
    class Unreadable {

        @Test
        void directory_isNamed() {
            assertThat(session.run("lint", ".").err()).isEqualTo("grayctl: . is a directory\n");
        }

        @Test
        void otherEncoding_isNamedWithItsPlace() {
            session.file("gray.yaml", "application: shop\n# gr\u00FCn".getBytes(StandardCharsets.ISO_8859_1));

            assertThat(session.run("lint", "gray.yaml"))
                    .isEqualTo(new Session.Result(
                            2,
                            "",
                            "grayctl: gray.yaml is not UTF-8: line 2, column 5 has the byte 0xFC; save it as UTF-8\n"));
        }

        @Test
        void cutCharacter_isNotUtf8Either() {
            session.file("gray.yaml", new byte[] {'#', (byte) 0xC3});

            assertThat(session.run("lint", "gray.yaml").err()).contains("line 1, column 2 has the byte 0xC3");
        }

        @Test
        void hugeFile_isNotRead() {
            session.file("gray.yaml", new byte[(4 << 20) + 1]);

            assertThat(session.run("lint", "gray.yaml").err())
                    .isEqualTo("grayctl: gray.yaml has more than 4194304 bytes, which no document has\n");
        }

        @Test
        void tooLongText_isAFindingWithItsCode() {
            session.file("gray.yaml", "#".repeat((1 << 20) + 1).getBytes(StandardCharsets.UTF_8));

            assertThat(session.run("lint", "gray.yaml").out()).startsWith("gray.yaml:1:1: error GRAY009: ");
        }
    }
}
