package io.github.dubbogray.core.release.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.table.Table;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {

    private static final Table IN_FORCE = Documents.table(
            "lanes: { canary: { labels: { version: v2 } }, beta: { labels: { version: v3 } } }",
            "rules:",
            "  - { id: qa, when: { method: get }, to: canary }",
            "  - { id: three, when: { method: set }, to: { canary: 10%, beta: 10%, stable: 80% } }",
            "  - { id: gray-only, when: { method: put }, to: { canary: 10%, beta: 90% } }",
            "  - { id: spare, when: { method: add }, to: { canary: 10%, beta: 0%, stable: 90% } }",
            "  - { id: ramp, to: { canary: 0%, stable: 100% } }");
    private static final String HEAD = "apiVersion: dubbo-gray/v1\napplication: demo-provider\n";
    private static final String STEPS = "steps: [{ share: 1%, hold: 5m }, { share: 100% }]\n";
    private static final String LEAST = HEAD + "lane: canary\nrule: ramp\n" + STEPS;

    @Nested
    class Plans {

        @Test
        void allKeys_areRead() {
            String text = HEAD + """
                    lane: canary
                    rule: ramp
                    steps:
                      - { share: 1%, hold: 5m }
                      - { share: 10%, hold: 10m, approve: true }
                      - { share: 50%, hold: 10m }
                      - { share: 100% }
                    analysis:
                      source:
                        prometheus:
                          url: http://prometheus:9090
                          queries:
                            - { name: cpu, query: "max(cpu{lane='canary'})", max: 0.8 }
                            - { name: heap, query: heap, max: 1e3 }
                      every: 20s
                      minCalls: 300
                      falseAlarm: 0.5%
                      errorMargin: 0.25
                      slowerThan: 1s
                      slowMargin: 3
                    onBreach: pause
                    onInconclusive: { hold: 30m, then: rollback }
                    """;

            assertThat(PlanReader.read(IN_FORCE, text))
                    .isEqualTo(new PlanReading.Accepted(new ReleasePlan(
                            "demo-provider",
                            DocumentReader.revisionOf(text),
                            "canary",
                            "ramp",
                            List.of(
                                    step(100, Duration.ofMinutes(5)),
                                    new Step(1_000, Duration.ofMinutes(10), Step.Approval.NEEDED),
                                    step(5_000, Duration.ofMinutes(10)),
                                    step(10_000, Duration.ZERO)),
                            new Analysis(
                                    new Source.Prometheus(
                                            "http://prometheus:9090",
                                            List.of(
                                                    new Source.Query("cpu", "max(cpu{lane='canary'})", 0.8),
                                                    new Source.Query("heap", "heap", 1_000))),
                                    Duration.ofSeconds(20),
                                    300,
                                    50,
                                    25,
                                    Duration.ofSeconds(1),
                                    300),
                            Response.PAUSE,
                            new Undecided(Duration.ofMinutes(30), Response.ROLLBACK))));
        }

        @Test
        void leastKeys_haveTheDefaults() {
            assertThat(PlanReader.read(IN_FORCE, LEAST))
                    .isEqualTo(new PlanReading.Accepted(new ReleasePlan(
                            "demo-provider",
                            DocumentReader.revisionOf(LEAST),
                            "canary",
                            "ramp",
                            List.of(step(100, Duration.ofMinutes(5)), step(10_000, Duration.ZERO)),
                            new Analysis(
                                    Source.CONSUMERS,
                                    Duration.ofSeconds(10),
                                    200,
                                    100,
                                    50,
                                    Duration.ofMillis(500),
                                    200),
                            Response.ROLLBACK,
                            new Undecided(Duration.ofHours(1), Response.PAUSE))));
        }

        @Test
        void emptyAnalysis_isTheDefaultOne() {
            assertThat(PlanReader.read(LEAST + "analysis: { source: consumers }\nonInconclusive: {}\n"))
                    .isInstanceOfSatisfying(
                            PlanReading.Accepted.class,
                            accepted -> assertThat(accepted.plan().analysis()).isEqualTo(Analysis.DEFAULT));
        }

        @Test
        void laneWithNothing_isNoHindrance() {
            assertThat(PlanReader.read(IN_FORCE, LEAST.replace("rule: ramp", "rule: spare")))
                    .isInstanceOf(PlanReading.Accepted.class);
        }

        private static Step step(int basisPoints, Duration hold) {
            return new Step(basisPoints, hold, Step.Approval.NOT_NEEDED);
        }
    }

    @Nested
    class Problems {

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '^',
                value = {
                    "lane: gamma | lane | lane 'gamma' is not declared in the document in force; declared are beta, canary, stable",
                    "lane: default | lane | is 'default'; a release moves a gray lane's share, and stable has what is left",
                    "rule: rump | rule | rule 'rump' is not in the document in force; there are gray-only, qa, ramp, spare, three",
                    "rule: qa | rule | rule 'qa' gives canary; a release needs a rule that splits between canary and stable, as { canary: 0%, stable: 100% }",
                    "rule: three | rule | rule 'three' gives canary 10%, beta 10%, stable 80%; a release needs a rule that splits between canary and stable, as { canary: 0%, stable: 100% }",
                    "rule: gray-only | rule | rule 'gray-only' gives canary 10%, beta 90%; a release needs a rule that splits between canary and stable, as { canary: 0%, stable: 100% }",
                    "steps: [] | steps | an empty list releases nothing; begin with { share: 1%, hold: 5m }",
                    "steps: 1% | steps | is '1%', must be a list",
                    "steps: [{ share: 100% }] | steps[0] | is the only step; at 100% stable has nothing left to compare with, so begin below",
                    "steps: [{ share: 1% }, { share: 50% }] | steps[1] | is the last step and has 50%; a release ends at 100%",
                    "steps: [{ share: 10% }, { share: 10% }, { share: 100% }] | steps[1] | has 10% after 10%; shares rise",
                    "steps: [{ share: 10% }, { share: 5% }, { share: 100% }] | steps[1] | has 5% after 10%; shares rise",
                    "steps: [{ share: 0% }, { share: 100% }] | steps[0].share | is 0%; a step gives the lane something",
                    "steps: [{ hold: 1m }, { share: 100% }] | steps[0] | the key 'share' is missing",
                    "steps: [{ share: 1%, hold: 5 }, { share: 100% }] | steps[0].hold | is '5', must be a duration from 0s to 168h, as 500ms, 10s or 5m",
                    "steps: [{ share: 1%, approve: yes }, { share: 100% }] | steps[0].approve | is 'yes', must be true or false",
                    "steps: [{ share: 1%, approval: true }, { share: 100% }] | steps[0].approval | unknown key 'approval'; known here: approve, hold, share",
                    "analysis: { source: nacos } | analysis.source | is 'nacos', must be consumers, or { prometheus: { url: …, queries: […] } }",
                    "analysis: { source: {} } | analysis.source | the key 'prometheus' is missing",
                    "analysis: { source: { prometheus: { url: p, queries: [{ name: a, query: q, max: 1 }] } } } | analysis.source.prometheus.url | is 'p', must be an address, as http://prometheus:9090",
                    "analysis: { source: { prometheus: { url: http://p, queries: [] } } } | analysis.source.prometheus.queries | an empty list judges nothing",
                    "analysis: { source: { prometheus: { url: http://p, queries: [{ name: a, query: q, max: much }] } } } | analysis.source.prometheus.queries[0].max | is 'much', must be a number",
                    "analysis: { source: { prometheus: { url: http://p, queries: [{ name: a, query: q, max: 1 }, { name: a, query: r, max: 1 }] } } } | analysis.source.prometheus.queries[1].name | the query 'a' is there twice",
                    "analysis: { every: 1ms } | analysis.every | is '1ms', must be a duration from 1s to 10m, as 500ms, 10s or 5m",
                    "analysis: { minCalls: 0 } | analysis.minCalls | is '0', must be a whole number from 1 to 1000000",
                    "analysis: { falseAlarm: 0% } | analysis.falseAlarm | is '0%', must be a percentage from 0.01% to 50% with up to two decimals",
                    "analysis: { falseAlarm: 50.01% } | analysis.falseAlarm | is '50.01%', must be a percentage from 0.01% to 50% with up to two decimals",
                    "analysis: { errorMargin: 0 } | analysis.errorMargin | is '0', must be percentage points from 0.01 to 100 with up to two decimals, as 0.5",
                    "analysis: { errorMargin: 0.5% } | analysis.errorMargin | is '0.5%', must be percentage points from 0.01 to 100 with up to two decimals, as 0.5",
                    "analysis: { slowMargin: 101 } | analysis.slowMargin | is '101', must be percentage points from 0.01 to 100 with up to two decimals, as 0.5",
                    "analysis: { slowerThan: 0s } | analysis.slowerThan | is '0s', must be a duration from 1ms to 10m, as 500ms, 10s or 5m",
                    "onBreach: stop | onBreach | is 'stop', must be rollback or pause",
                    "onInconclusive: { then: promote } | onInconclusive.then | is 'promote', must be rollback or pause",
                    "onInconclusive: 1h | onInconclusive | is '1h', must be a map of keys and values",
                    "onInconclusve: {} | onInconclusve | unknown key 'onInconclusve'; known here: analysis, apiVersion, application, lane, onBreach, onInconclusive, rule, steps"
                })
        void key_isReported(String line, String path, String message) {
            assertThat(problems(withLine(line)).stream().map(problem -> problem.path() + " | " + problem.message()))
                    .containsExactly(path + " | " + message);
        }

        @Test
        void allOfThem_haveTheirPlaces() {
            assertThat(
                            problems(
                                            "apiVersion: dubbo-gray/v2\napplication: other\nlane: 'a b'\nsteps: [1%]\nsteps: []\n")
                                    .stream()
                                    .map(Problem::toString))
                    .containsExactly(
                            "line 1, column 1: the key 'rule' is missing",
                            "line 1, column 13: apiVersion: is 'dubbo-gray/v2', must be 'dubbo-gray/v1'",
                            "line 2, column 14: application: is 'other', must be 'demo-provider', the application of the data id",
                            "line 3, column 7: lane: is 'a b', must be the name of a lane: 1 to 63 characters of A-Z a-z 0-9 . _ -",
                            "line 4, column 9: steps[0]: is '1%', must be a map of keys and values",
                            "line 5, column 1: the key 'steps' is there twice, first at line 4, column 1");
        }

        @Test
        void tooManySteps_areRefused() {
            assertThat(problems(withLine("steps: [" + "{ share: 1% }, ".repeat(101) + "]"))
                            .get(0)
                            .message())
                    .isEqualTo("has 101 steps, at most 100 are allowed");
        }

        @Test
        void planByItself_isNotCheckedAgainstADocument() {
            assertThat(PlanReader.read(LEAST.replace("rule: ramp", "rule: rump")))
                    .isInstanceOf(PlanReading.Accepted.class);
        }

        private static String withLine(String line) {
            String key = line.substring(0, line.indexOf(':') + 1);
            return LEAST.contains("\n" + key)
                    ? LEAST.replaceFirst("\n" + key + ".*", "\n" + line.replace("$", "\\$"))
                    : LEAST + line + "\n";
        }

        private static List<Problem> problems(String text) {
            PlanReading reading = PlanReader.read(IN_FORCE, text);
            assertThat(reading).isInstanceOf(PlanReading.Refused.class);
            return ((PlanReading.Refused) reading).problems();
        }
    }
}
