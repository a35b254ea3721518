package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherCommandsTest {

    private static final Path DOCS = Path.of("..", "docs");

    @TempDir
    private Path folder;

    @Nested
    class Simulate {

        @Test
        void report_isTheCommittedOne() throws IOException {
            Session.Result result = new Session(DOCS).run("simulate", "simulation/ramp.yaml");

            assertThat(result)
                    .isEqualTo(new Session.Result(0, Files.readString(DOCS.resolve("simulation/ramp.md")), ""));
        }

        @Test
        void json_hasTheFiguresOfTheReport() {
            JsonNode json = new Session(DOCS)
                    .run("simulate", "--json", "simulation/ramp.yaml")
                    .json();

            assertThat(json.get("title").asText()).isEqualTo("A ramp of 10 percent, sticky by user");
            JsonNode report = json.get("report");
            assertThat(report.fieldNames())
                    .toIterable()
                    .containsExactly(
                            "requests",
                            "seed",
                            "caller",
                            "documents",
                            "origins",
                            "tiers",
                            "instances",
                            "fallbacks",
                            "refusals");
            assertThat(report.get("tiers"))
                    .extracting(tier -> tier.get("requests").asInt())
                    .isEqualTo(numbersIn(section("ramp.md", "## Lanes and label sets that served")));
            assertThat(report.get("instances"))
                    .extracting(instance -> instance.get("requests").asInt())
                    .isEqualTo(numbersIn(section("ramp.md", "## Instances")));
        }

        @Test
        void json_ofAScenarioThatTakesTime_hasItsRows() throws IOException {
            JsonNode report = new Session(DOCS)
                    .run("simulate", "--json", "simulation/sick-release.yaml")
                    .json()
                    .get("report");
            String calls = Files.readString(DOCS.resolve("simulation/sick-release.md"));

            assertThat(report.get("rows").size()).isPositive();
            assertThat(report.get("rows"))
                    .allSatisfy(row -> assertThat(calls)
                            .contains("| " + row.get("from").asInt() + " to "
                                    + row.get("to").asInt() + " "));
            assertThat(report.get("events"))
                    .isNotEmpty()
                    .allSatisfy(event ->
                            assertThat(calls).contains(event.get("what").asText()));
            assertThat(report.at("/faults/0/failing").isNumber()).isTrue();
        }

        private String section(String file, String title) {
            try {
                String report = Files.readString(DOCS.resolve("simulation").resolve(file));
                int begin = report.indexOf(title) + title.length();
                int end = report.indexOf("\n## ", begin);
                return report.substring(begin, end < 0 ? report.length() : end);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        /** The last column but one of a table. */
        private static List<Integer> numbersIn(String table) {
            return table.lines()
                    .filter(line -> line.endsWith("% |"))
                    .map(line -> line.split(" *\\| *"))
                    .map(cells -> Integer.valueOf(cells[cells.length - 2].replace(" ", "")))
                    .toList();
        }

        @Test
        void badScenario_isRefusedWithCodes() {
            Session.Result result = new Session(folder)
                    .file("s.yaml", "title: t", "documents: { a: nowhere.yaml }", "instances: []")
                    .run("simulate", "s.yaml");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .contains(
                            "grayctl: nowhere.yaml does not exist\n",
                            "s.yaml:1:1: error GRAY012: the key 'requests' is missing\n",
                            "s.yaml:2:17: error GRAY014: documents.a: is 'nowhere.yaml'",
                            "s.yaml:3:12: error GRAY020: instances: ");
        }

        @Test
        void missingScenario_isTwo() {
            assertThat(new Session(folder).run("simulate", "s.yaml"))
                    .isEqualTo(new Session.Result(2, "", "grayctl: s.yaml does not exist\n"));
        }
    }

    @Test
    void schema_isThePublishedOne() throws IOException {
        assertThat(new Session(folder).run("schema"))
                .isEqualTo(new Session.Result(0, Files.readString(DOCS.resolve("dubbo-gray.schema.json")), ""));
    }

    @Test
    void completion_knowsCommandsAndOptions() {
        assertThat(new Session(folder).run("completion").out())
                .startsWith("#!/usr/bin/env bash")
                .contains("lint", "explain", "diff", "simulate", "'--caller-label'", "complete -F");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lint", "explain", "diff", "simulate", "test", "schema", "completion"})
    void help_saysWhatExitCodesMean(String command) {
        Session.Result result = new Session(folder).run(command, "--help");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("Usage: grayctl " + command + " ").contains("Exit codes: 0 fine;");
    }

    @Test
    void nothingSaid_isWrongUsage() {
        Session.Result result = new Session(folder).run();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("Say what to do: a command is missing.\nUsage: grayctl");
    }

    @Test
    void unknownCommand_isWrongUsageAndNamed() {
        Session.Result result = new Session(folder).run("lnt");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("'lnt'");
    }
}
