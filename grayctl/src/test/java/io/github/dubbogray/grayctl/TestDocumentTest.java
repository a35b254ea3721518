package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TestDocumentTest {

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void begin() {
        session = new Session(folder);
        session.file("gray.yaml", Samples.ramp("10%", "90%"));
    }

    private Session.Result test(String... lines) {
        session.file("tests/gray.test.yaml", lines);
        return session.run("test", "tests/gray.test.yaml");
    }

    @Test
    void answersAsExpected_pass() {
        assertThat(test(
                        "document: ../gray.yaml",
                        "tests:",
                        "  - name: testers",
                        "    request: { attachment.x-user-type: qa }",
                        "    expect: { tag: canary, rule: qa, lane: canary, outcome: placed }",
                        "  - name: canary is down",
                        "    given: { down: [canary] }",
                        "    request: { tag: canary }",
                        "    expect: { rule: \"\", lane: stable, outcome: fell back }",
                        "  - name: a tenth of the others",
                        "    request: {}",
                        "    expect: { rule: ramp, shares: { canary: 10%, stable: 90% } }",
                        "  - name: strict",
                        "    given: { down: [beta] }",
                        "    request: { tag: beta }",
                        "    expect: { lane: \"\", outcome: refused }",
                        "  - name: the last of the tenth",
                        "    request: { bucket: 999 }",
                        "    expect: { lane: canary }"))
                .isEqualTo(new Session.Result(0, """
                        ok     testers
                        ok     canary is down
                        ok     a tenth of the others
                        ok     strict
                        ok     the last of the tenth
                        5 passed, 0 failed
                        """, ""));
    }

    @Test
    void otherAnswers_failAndSayWhy() {
        assertThat(test(
                        "document: ../gray.yaml",
                        "tests:",
                        "  - name: testers",
                        "    request: { attachment.x-user-type: qa }",
                        "    expect: { rule: ramp, lane: stable }",
                        "  - name: by chance",
                        "    request: {}",
                        "    expect: { lane: canary, shares: { canary: 20%, stable: 80% } }"))
                .isEqualTo(new Session.Result(1, """
                        failed testers
                               expected rule 'ramp', was rule 'qa': 'canary', by rule qa
                               expected lane 'stable', was lane 'canary': 'canary', by rule qa
                        failed by chance
                               expected lane 'canary', was by chance, as rule ramp splits and the request has no key: canary 10%, stable 90%; a bucket asks for one draw
                               expected shares canary 20%, stable 80%, was canary 10%, stable 90%
                        0 passed, 2 failed
                        """, ""));
    }

    @Test
    void json_isAnArrayOfResults() {
        session.file(
                "t.yaml",
                "document: gray.yaml",
                "tests: [{ name: a, request: { tag: beta }, expect: { lane: canary } }]");

        assertThat(session.run("test", "--json", "t.yaml").json().toString())
                .isEqualTo(
                        "[{\"file\":\"t.yaml\",\"test\":\"a\",\"passed\":false,\"failures\":[\"expected lane 'canary', was"
                                + " lane 'beta': 'beta', carried; rules are not asked\"]}]");
    }

    @Test
    void junit_isXmlThatSaysTheSame() throws Exception {
        session.file(
                "t.yaml",
                "document: gray.yaml",
                "tests:",
                "  - { name: \"<a> & \\\"b\\\"\\u0001\", request: { tag: beta }, expect: { lane: canary } }",
                "  - { name: good, request: { tag: beta }, expect: { lane: beta } }");

        assertThat(session.run("test", "--junit", "report.xml", "t.yaml").exitCode())
                .isEqualTo(1);

        Document report = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("report.xml").toFile());
        Element suite = (Element) report.getElementsByTagName("testsuite").item(0);
        Element first = (Element) report.getElementsByTagName("testcase").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(first.getAttribute("name")).isEqualTo("<a> & \"b\"?");
        assertThat(((Element) first.getElementsByTagName("failure").item(0)).getAttribute("message"))
                .startsWith("expected lane 'canary'");
        assertThat(report.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    @Test
    void unwritableReport_isTwo() throws IOException {
        Files.createDirectory(folder.resolve("report.xml"));
        session.file("t.yaml", "document: gray.yaml", "tests: [{ name: a, request: {}, expect: { rule: ramp } }]");

        Session.Result result = session.run("test", "--junit", "report.xml", "t.yaml");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("grayctl: report.xml cannot be written: ");
    }

    @Test
    void badFile_isRefusedWithAllItsProblems() {
        Session.Result result = test(
                "document: ../gray.yaml",
                "tests:",
                "  - name: a",
                "    given: { down: [kanary] }",
                "    request: { user: 7 }",
                "    expect: {}",
                "  - request: {}",
                "    expect: { outcome: lost, shares: { canary: 10% } }");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines())
                .containsExactly(
                        "tests/gray.test.yaml:4:21: error GRAY021: tests[0].given.down[0]: lane 'kanary' is not declared in"
                                + " the document; declared are beta, canary, stable",
                        "tests/gray.test.yaml:5:16: error GRAY027: tests[0].request.user: is 'user', must be tag, bucket or"
                                + " a source, as attachment.user-id, argument.0.id or method",
                        "tests/gray.test.yaml:6:13: error GRAY020: tests[0].expect: an empty map expects nothing; name at"
                                + " least one answer",
                        "tests/gray.test.yaml:7:5: error GRAY012: tests[1]: the key 'name' is missing",
                        "tests/gray.test.yaml:8:24: error GRAY014: tests[1].expect.outcome: is 'lost', must be placed, fell"
                                + " back or refused",
                        "tests/gray.test.yaml:8:38: error GRAY032: tests[1].expect.shares: shares add up to 10%, must be"
                                + " 100%");
    }

    @Test
    void refusedDocument_hasItsCode() {
        session.file("bad.yaml", Samples.document("enabled: maybe"));

        assertThat(test("document: ../bad.yaml", "tests: []").err())
                .contains(
                        "error GRAY036: document: the document is refused: line 6, column 10: enabled: is 'maybe'",
                        "error GRAY020: tests: an empty list tests nothing");
    }

    @Test
    void missingDocument_isToldTwice() {
        assertThat(test("document: nowhere.yaml", "tests: []").err())
                .startsWith("grayctl: nowhere.yaml does not exist\n")
                .contains("error GRAY014: document: is 'nowhere.yaml', must be a document's path");
    }
}
