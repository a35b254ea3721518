package io.github.dubbogray.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioReaderTest {

    private static final String SMALLEST = """
            title: smallest
            instances: [{ name: one, application: demo }]
            requests: { count: 4 }
            """;

    @Test
    void smallestScenario_runs() {
        ScenarioReading reading = ScenarioReader.read(SMALLEST, path -> Optional.empty());

        assertThat(reading).isInstanceOf(ScenarioReading.Accepted.class);
        Scenario scenario = ((ScenarioReading.Accepted) reading).scenario();
        assertThat(scenario.title()).isEqualTo("smallest");
        assertThat(scenario.run().toMarkdown()).isEqualTo("""
                # smallest

                4 requests, seed 0, from a caller without a name without labels.

                ## Documents

                | application | revision | mode    |
                |-------------|----------|---------|
                | demo        | none     | enabled |

                ## Where tags come from

                | origin  | requests |    share |
                |---------|---------:|---------:|
                | no rule |        4 | 100.00 % |

                ## Lanes and label sets that served

                | tier        | requests |    share |
                |-------------|---------:|---------:|
                | lane stable |        4 | 100.00 % |

                ## Instances

                | instance | application | labels | state   | requests |    share |
                |----------|-------------|--------|---------|---------:|---------:|
                | one      | demo        |        | present |        4 | 100.00 % |

                ## Fallbacks

                None.

                ## Refusals

                None.
                """);
    }

    @Test
    void groupsThatDoNotDivide_areAllRequestsTogether() {
        String text = SMALLEST.replace(
                "{ count: 4 }",
                "{ count: 10, groups: [{ share: 33%, tag: a }, { share: 33%, tag: b }, { share: 34%, tag: c }] }");

        assertThat(report(text)).contains("| carried tag |       10 | 100.00 % |");
    }

    @Test
    void pinnedRequests_areNamed() {
        String text = SMALLEST + "documents: { demo: \"apiVersion: dubbo-gray/v1\\napplication: demo\\n"
                + "unmatched: stable\" }\n";

        assertThat(report(text)).contains("| no rule, pinned |        4 | 100.00 % |");
    }

    @Test
    void patterns_countAndCycle() {
        ValuePattern cycle = new ValuePattern.Cycle(
                List.of(new ValuePattern.Text("a"), new ValuePattern.Text("b-{n}"), new ValuePattern.Text("{n}{n}")));

        assertThat(List.of(cycle.of(1), cycle.of(2), cycle.of(3), cycle.of(4), cycle.of(5)))
                .isEqualTo(List.of("a", "b-2", "33", "a", "b-5"));
    }

    @Test
    void everyProblem_hasItsPlace() {
        assertThat(problems("""
                titel: x
                documents:
                  demo: nowhere.yaml
                  other: "apiVersion: dubbo-gray/v1\\napplication: demo\\n"
                caller: { labels: { region: "s h" }, name: x }
                instances:
                  - { name: one, count: 0, state: gone }
                  - text
                requests:
                  count: 0
                  seed: -1
                  groups:
                    - { share: 101%, values: { attachment: x, method: [] } }
                    - { values: { method: { in: x } } }
                """))
                .isEqualTo(List.of(
                        "line 1, column 1: titel: unknown key 'titel'; known here: caller, documents, instances, "
                                + "requests, timeline, title",
                        "line 1, column 1: the key 'title' is missing",
                        "line 3, column 9: documents.demo: is 'nowhere.yaml', must be a document's path, or its text "
                                + "of several lines",
                        "line 4, column 10: documents.other: the document is refused: line 2, column 14: application: "
                                + "is 'demo', must be 'other', the application of the data id",
                        "line 5, column 29: caller.labels.region: is 's h', must be a label value: 1 to 63 characters "
                                + "of A-Z a-z 0-9 . _ -",
                        "line 5, column 38: caller.name: unknown key 'name'; known here: application, labels",
                        "line 7, column 5: instances[0]: the key 'application' is missing",
                        "line 7, column 25: instances[0].count: is '0', must be a whole number from 1 to 10000",
                        "line 7, column 35: instances[0].state: is 'gone', must be present, unreachable, absent, unhealthy or out",
                        "line 8, column 5: instances[1]: is 'text', must be a map of keys and values",
                        "line 10, column 10: requests.count: is '0', must be a whole number from 1 to 1000000",
                        "line 11, column 9: requests.seed: is '-1', must be a whole number from 0 to 999999999",
                        "line 13, column 16: requests.groups[0].share: is '101%', must be a whole percentage from 0% "
                                + "to 100%",
                        "line 13, column 32: requests.groups[0].values.attachment: is 'attachment', must be a source, "
                                + "as rules spell it",
                        "line 13, column 55: requests.groups[0].values.method: needs at least one value",
                        "line 14, column 7: requests.groups[1]: the key 'share' is missing",
                        "line 14, column 27: requests.groups[1].values.method: is a map, must be a text or a list of "
                                + "texts"));
    }

    @Test
    void problemsOfTheTimeline_haveTheirPlace() {
        assertThat(problems(SMALLEST + """
                timeline:
                  perSecond: 0
                  failing: 1
                  faults:
                    - { instance: one, from: 1, to: 2s, failing: 10% }
                    - { label: x }
                """))
                .isEqualTo(List.of(
                        "line 5, column 14: timeline.perSecond: is '0', must be a whole number from 1 to 10000",
                        "line 6, column 12: timeline.failing: is '1', must be a percentage from 0% to 100% with up to two "
                                + "decimals",
                        "line 8, column 30: timeline.faults[0].from: is '1', must be a duration from 0s to 1h, as 500ms, 10s "
                                + "or 5m",
                        "line 9, column 7: timeline.faults[1]: the key 'from' is missing",
                        "line 9, column 7: timeline.faults[1]: the key 'to' is missing",
                        "line 9, column 7: timeline.faults[1]: the key 'failing' is missing",
                        "line 9, column 9: timeline.faults[1].label: unknown key 'label'; known here: failing, from, "
                                + "instance, labels, to"));
    }

    @Test
    void sharesThatDoNotAddUp_areRefused() {
        assertThat(problems(SMALLEST.replace("{ count: 4 }", "{ count: 4, groups: [{ share: 99% }] }")))
                .isEqualTo(List.of("line 3, column 31: requests.groups: shares add up to 99%, must be 100%"));
    }

    @Test
    void noInstances_areRefused() {
        assertThat(problems(SMALLEST.replace("[{ name: one, application: demo }]", "[]")))
                .isEqualTo(List.of(
                        "line 2, column 12: instances: an empty list has nobody to serve; name at least one instance"));
    }

    @Test
    void textThatIsNoMap_isRefused() {
        assertThat(problems("[]")).isEqualTo(List.of("line 1, column 1: is a list, must be a map of keys and values"));
        assertThat(problems("")).isEqualTo(List.of("line 1, column 1: the document is empty"));
    }

    private static String report(String text) {
        ScenarioReading reading = ScenarioReader.read(text, path -> Optional.empty());
        assertThat(reading).isInstanceOf(ScenarioReading.Accepted.class);
        return ((ScenarioReading.Accepted) reading).scenario().run().toMarkdown();
    }

    private static List<String> problems(String text) {
        ScenarioReading reading = ScenarioReader.read(text, path -> Optional.empty());
        assertThat(reading).isInstanceOf(ScenarioReading.Refused.class);
        return ((ScenarioReading.Refused) reading)
                .problems().stream().map(Problem::toString).toList();
    }
}
