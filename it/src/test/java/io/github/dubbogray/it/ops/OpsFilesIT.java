package io.github.dubbogray.it.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The files of {@code ops/}: what their own tools check, and what no tool does. */
class OpsFilesIT {

    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*\\$labels\\.(\\w+)");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    private final Rules rules = Rules.read();
    private final KnownMetrics known = KnownMetrics.withRecorded(rules.recorded());

    @Test
    void tools_findNoFault() {
        OpsFolder.Checked checked = OpsFolder.check();
        assertThat(checked.lines())
                .allSatisfy(line -> assertThat(line).startsWith("ok "))
                .hasSizeGreaterThanOrEqualTo(7);
        assertThat(checked.exitCode()).isZero();
    }

    @Nested
    class Expressions {

        @Test
        void scanner_findsWhatIsNamed() {
            PromQl parsed = PromQl.of(
                    "sum by (a, b) (rate(x_total{c=\"d\", e!~\"f|g\"}[5m])) / on (a) group_left () y:z > 0.5");
            assertThat(parsed)
                    .isEqualTo(new PromQl(
                            List.of(
                                    new PromQl.Selector("x_total", Set.of("c", "e")),
                                    new PromQl.Selector("y:z", Set.of())),
                            List.of(
                                    new PromQl.Grouping(Set.of("a", "b"), List.of("x_total")),
                                    new PromQl.Grouping(Set.of("a"), List.of("x_total", "y:z")),
                                    new PromQl.Grouping(Set.of(), List.of("x_total", "y:z")))));
            assertThat(known.missing("sum by (version) (dubbo_gray_trips_total{lame=\"x\"}) + dubbo_gray_tripped"))
                    .containsExactly(
                            "no label lame on dubbo_gray_trips_total",
                            "no metric dubbo_gray_tripped",
                            "no label version on any of [dubbo_gray_trips_total]");
        }

        @Test
        void recordingRules_nameOnlyWhatIsThere() {
            Map<String, List<String>> missing = new LinkedHashMap<>();
            rules.recorded().forEach(rule -> missing.put(rule.name(), known.missing(rule.expression())));
            assertNothing(missing);
        }

        @Test
        void recordingRules_areNamedAfterTheirLabels() {
            assertThat(rules.recorded()).allSatisfy(rule -> {
                assertThat(rule.name()).matches("[a-z_]+:[a-z_]+:[a-z0-9_]+");
                assertThat(known.labelsOf(rule.expression())).containsAll(rule.level());
            });
        }

        @Test
        void alerts_nameOnlyWhatIsThere() {
            Map<String, List<String>> missing = new LinkedHashMap<>();
            rules.alerts().forEach(alert -> missing.put(alert.name(), known.missing(alert.expression())));
            assertNothing(missing);
        }

        @Test
        void annotations_nameOnlyLabelsThatAreThere() {
            assertThat(rules.alerts()).allSatisfy(alert -> {
                String texts = String.join("\n", alert.annotations().values())
                        + String.join("\n", alert.labels().values());
                Set<String> named = REFERENCE
                        .matcher(texts)
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet());
                assertThat(known.labelsOf(alert.expression())).as(alert.name()).containsAll(named);
            });
        }
    }

    @Nested
    class Alerts {

        private final Map<String, List<String>> cases = cases();

        @Test
        void eachAlert_saysWhatItIs() {
            assertThat(rules.alerts()).hasSizeGreaterThanOrEqualTo(12).allSatisfy(alert -> {
                assertThat(alert.name()).startsWith("DubboGray");
                assertThat(alert.labels().get("severity")).isIn("critical", "warning", "info");
                assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook_url");
                assertThat(alert.annotations().values())
                        .allSatisfy(text -> assertThat(text).isNotBlank());
            });
        }

        @Test
        void eachAlert_hasASectionOfTheRunbook_andEachSectionAnAlert() {
            String page = OpsFolder.text(OpsFolder.ROOT.resolve("docs/alerts-runbook.md"));
            Set<String> sections = Pattern.compile("^### (\\w+)$", Pattern.MULTILINE)
                    .matcher(page)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(sections)
                    .isEqualTo(rules.alerts().stream()
                            .map(Rules.Alert::name)
                            .collect(Collectors.toCollection(TreeSet::new)));
            assertThat(rules.alerts())
                    .allSatisfy(alert -> assertThat(alert.annotations().get("runbook_url"))
                            .isEqualTo("docs/alerts-runbook.md#" + alert.name().toLowerCase(Locale.ROOT)));
            for (String section : page.split("\n### ", -1)) {
                if (section.startsWith("DubboGray")) {
                    assertThat(section).contains("**Means:**", "**Look at**", "**Do:**");
                }
            }
        }

        @Test
        void eachAlert_isTestedSilent_firingAndResolved() {
            for (Rules.Alert alert : rules.alerts()) {
                assertThat(cases.getOrDefault(alert.name(), List.of()))
                        .as(alert.name())
                        .anyMatch(test -> test.contains("silent firing silent"))
                        .anyMatch(test -> !test.contains("firing"));
            }
        }

        @Test
        void alertmanager_namesOnlyAlertsThatAreThere() {
            Set<String> named = new HashSet<>();
            String settings = OpsFolder.text(OpsFolder.OPS.resolve("alertmanager/alertmanager.yml"));
            Pattern.compile("DubboGray[\\w|()]+")
                    .matcher(settings.lines()
                            .filter(line -> line.contains("alertname"))
                            .collect(Collectors.joining("\n")))
                    .results()
                    .flatMap(found -> expanded(found.group()))
                    .forEach(named::add);
            assertThat(named).hasSizeGreaterThan(8);
            assertThat(rules.alerts()).extracting(Rules.Alert::name).containsAll(named);
        }

        /** Returns the alternatives of a name such as {@code A|B(C|D)E}, as far as our settings use them. */
        private static Stream<String> expanded(String pattern) {
            List<String> names = new ArrayList<>();
            for (String name : pattern.split("\\|(?![^(]*\\))", -1)) {
                MatchResult group = Pattern.compile("(\\w+)\\(([\\w|]+)\\)(\\w*)")
                        .matcher(name)
                        .results()
                        .findFirst()
                        .orElse(null);
                if (group == null) {
                    names.add(name);
                } else {
                    for (String part : group.group(2).split("\\|", -1)) {
                        names.add(group.group(1) + part + group.group(3));
                    }
                }
            }
            return names.stream();
        }

        /** Returns, for each alert, what each test of it expects in the order of time. */
        private static Map<String, List<String>> cases() {
            Map<String, List<String>> cases = new LinkedHashMap<>();
            for (Path file : OpsFolder.files("prometheus/tests", ".test.yml")) {
                Map<String, Object> content = OpsFolder.yaml(file);
                for (Map<String, Object> test : Rules.list(content.get("tests"))) {
                    Map<String, List<String>> expected = new LinkedHashMap<>();
                    for (Map<String, Object> check : Rules.list(test.getOrDefault("alert_rule_test", List.of()))) {
                        boolean fires = !((List<?>) check.get("exp_alerts")).isEmpty();
                        List<String> states =
                                expected.computeIfAbsent((String) check.get("alertname"), name -> new ArrayList<>());
                        String state = fires ? "firing" : "silent";
                        if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
                            states.add(state);
                        }
                    }
                    expected.forEach((alert, states) -> cases.computeIfAbsent(alert, name -> new ArrayList<>())
                            .add(String.join(" ", states)));
                }
            }
            return cases;
        }
    }

    @Nested
    class Dashboards {

        private final List<Path> files = OpsFolder.files("grafana", ".json");

        @Test
        void eachDashboard_isOneThatGrafanaTakes() {
            assertThat(files).hasSize(3).allSatisfy(file -> {
                JsonNode json = Dashboard.read(file).json();
                assertThat(json.path("schemaVersion").asInt()).isEqualTo(39);
                assertThat(json.path("uid").asText())
                        .isEqualTo("dubbo-gray-" + file.getFileName().toString().replace(".json", ""));
                assertThat(json.path("tags").toString()).isEqualTo("[\"dubbo-gray\"]");
                assertThat(json.path("description").asText()).isNotBlank();
                assertThat(json.path("templating").path("list").findValuesAsText("name"))
                        .contains("datasource", "application", "lane");
                assertThat(json.path("annotations").path("list").findValuesAsText("name"))
                        .contains("Revisions");
            });
        }

        @Test
        void eachPanel_saysWhatItShows_andInWhichUnit() {
            for (Path file : files) {
                Dashboard dashboard = Dashboard.read(file);
                assertThat(dashboard.panels()).extracting(Panel::id).doesNotHaveDuplicates();
                assertThat(shown(dashboard)).extracting(Panel::title).doesNotHaveDuplicates();
                assertThat(shown(dashboard)).allSatisfy(panel -> {
                    assertThat(panel.title()).isNotBlank();
                    assertThat(panel.description()).endsWith(".");
                    assertThat(panel.queries()).isNotEmpty();
                    assertThat(panel.queries()).extracting(Panel.Query::refId).doesNotHaveDuplicates();
                    if (!panel.type().equals("logs")) {
                        assertThat(unit(dashboard, panel)).as(panel.title()).isNotBlank();
                        assertThat(panel.looks().thresholds()).isNotEmpty();
                    }
                    if (panel.type().equals("timeseries") || panel.type().equals("state-timeline")) {
                        assertThat(panel.queries())
                                .allSatisfy(query -> assertThat(query.legend()).isNotBlank());
                    }
                });
            }
        }

        @Test
        void panels_standBesideEachOther() {
            for (Path file : files) {
                List<Panel> panels = Dashboard.read(file).panels();
                for (Panel panel : panels) {
                    assertThat(panel.place().x() + panel.place().width()).isLessThanOrEqualTo(24);
                    assertThat(panels)
                            .filteredOn(other -> other.id() > panel.id())
                            .noneMatch(other -> other.place().overlaps(panel.place()));
                }
            }
        }

        @Test
        void queries_nameOnlyWhatIsThere() {
            Map<String, List<String>> missing = new LinkedHashMap<>();
            for (Path file : files) {
                Dashboard dashboard = Dashboard.read(file);
                for (Panel panel : shown(dashboard)) {
                    for (Panel.Query query : panel.queries()) {
                        if (query.source().equals("prometheus")) {
                            missing.put(file.getFileName() + ": " + panel.title() + query.refId(), missing(query));
                        }
                    }
                }
                for (JsonNode annotation : dashboard.json().path("annotations").path("list")) {
                    missing.put(
                            file.getFileName() + ": " + annotation.path("name").asText(),
                            known.missing(annotation.path("expr").asText()));
                }
                for (Dashboard.Variable variable : dashboard.variables()) {
                    if (variable.type().equals("query")) {
                        missing.put(
                                file.getFileName() + ": $" + variable.name(),
                                known.missing("max by (" + variable.query().replaceAll(".*, (\\w+)\\)", "$1") + ") ("
                                        + variable.query().replaceAll("label_values\\((.*), \\w+\\)", "$1") + ")"));
                    }
                }
            }
            assertThat(missing).hasSizeGreaterThan(50);
            assertNothing(missing);
        }

        @Test
        void queries_useOnlyVariablesOfTheirDashboard() {
            for (Path file : files) {
                Dashboard dashboard = Dashboard.read(file);
                Set<String> there = new HashSet<>(Set.of("__rate_interval", "__field", "__url_time_range"));
                dashboard.variables().forEach(variable -> there.add(variable.name()));
                Set<String> named = Pattern.compile("\\$\\{?(\\w+)")
                        .matcher(dashboard.json().toString())
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !name.equals("__all"))
                        .collect(Collectors.toSet());
                assertThat(there).containsAll(named);
            }
        }

        @Test
        void links_leadToDashboardsThatAreThere() {
            Set<String> there = new HashSet<>();
            Set<String> named = new TreeSet<>();
            for (Path file : files) {
                JsonNode json = Dashboard.read(file).json();
                there.add(json.path("uid").asText());
                json.findValuesAsText("url").forEach(url -> named.add(url.replaceAll("^/d/([\\w-]+).*", "$1")));
                assertThat(json.path("links").findValuesAsText("url")).hasSize(2);
            }
            assertThat(named).isEqualTo(new TreeSet<>(there));
        }

        private List<String> missing(Panel.Query query) {
            List<String> missing = new ArrayList<>(known.missing(query.expression()));
            Set<String> labels = known.labelsOf(query.expression());
            LEGEND.matcher(query.legend())
                    .results()
                    .map(found -> found.group(1))
                    .filter(label -> !labels.contains(label))
                    .forEach(label -> missing.add("no label " + label + " for the legend " + query.legend()));
            return missing;
        }

        private static List<Panel> shown(Dashboard dashboard) {
            return dashboard.panels().stream()
                    .filter(panel -> !panel.type().equals("row"))
                    .toList();
        }

        private static String unit(Dashboard dashboard, Panel panel) {
            for (JsonNode json : dashboard.json().path("panels")) {
                if (json.path("id").asInt() == panel.id()) {
                    return json.path("fieldConfig")
                            .path("defaults")
                            .path("unit")
                            .asText();
                }
            }
            return "";
        }
    }

    @Nested
    class LogQueries {

        private static final Set<String> FIELDS =
                Set.of("gray_tag", "gray_lane", "gray_event", "gray_application", "gray_revision", "gray_instance");

        @Test
        void queries_askForFieldsThatLinesHave() {
            assertThat(queries()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(query -> {
                assertThat(query).contains("{job").contains("| json");
                assertThat(query.chars().filter(c -> c == '`').count()).isEven();
                assertThat(query.chars().filter(c -> c == '{').count())
                        .isEqualTo(query.chars().filter(c -> c == '}').count());
                assertThat(Pattern.compile("gray_\\w+").matcher(query).results().map(MatchResult::group))
                        .isSubsetOf(FIELDS);
            });
        }

        private static List<String> queries() {
            List<String> queries = new ArrayList<>();
            Pattern.compile("```logql\\n(.*?)```", Pattern.DOTALL)
                    .matcher(OpsFolder.text(OpsFolder.OPS.resolve("loki/queries.md")))
                    .results()
                    .forEach(found -> queries.add(found.group(1)));
            for (Path file : OpsFolder.files("grafana", ".json")) {
                for (Panel panel : Dashboard.read(file).panels()) {
                    panel.queries().stream()
                            .filter(query -> query.source().equals("loki"))
                            .forEach(query -> queries.add(query.expression()));
                }
            }
            return queries;
        }
    }

    @Nested
    class Collector {

        private static final int OTHERS = 10_000;

        private final Map<String, Object> settings =
                OpsFolder.yaml(OpsFolder.OPS.resolve("opentelemetry-collector/collector.yaml"));
        private final TailSampling sampling =
                TailSampling.of(map(map(settings.get("processors")).get("tail_sampling")));

        @Test
        void settings_haveOnlyDocumentedKeys() {
            Map<String, Object> schema =
                    OpsFolder.yaml(OpsFolder.ROOT.resolve("it/src/test/resources/ops/collector-schema.yaml"));
            assertThat(CollectorSchema.faults(schema, settings)).isEmpty();
        }

        @Test
        void schema_findsMistakes() {
            Map<String, Object> schema =
                    Map.of("a", Map.of("wait", "duration", "size", "number"), "list*", Map.of("b", "string"));
            assertThat(CollectorSchema.faults(
                            schema,
                            Map.of(
                                    "a", Map.of("wait", "10", "sizes", 1),
                                    "list", List.of(Map.of("b", "x"), Map.of("b", 1)))))
                    .containsExactlyInAnyOrder("a.wait is no duration: 10", "no key a.sizes", "list.b is no string: 1");
        }

        @Test
        void pipeline_hasEverythingThatIsDefined_samplingBeforeBatches() {
            Map<String, Object> traces =
                    map(map(map(settings.get("service")).get("pipelines")).get("traces"));
            for (String kind : List.of("receivers", "processors", "exporters")) {
                assertThat(new HashSet<Object>((List<?>) traces.get(kind)))
                        .isEqualTo(map(settings.get(kind)).keySet());
            }
            assertThat((List<?>) traces.get("processors")).hasToString("[memory_limiter, tail_sampling, batch]");
        }

        @Test
        @DisplayName(
                "E84: gray, failed and slow traces are kept, 500 ms included, and others are not for these reasons")
        void recordedTraces_areKeptForTheirReason() throws IOException {
            JsonNode traces = new ObjectMapper()
                    .readTree(OpsFolder.ROOT
                            .resolve("it/src/test/resources/ops/traces.json")
                            .toFile());
            assertThat(traces).isNotEmpty().allSatisfy(json -> {
                List<String> expected = new ArrayList<>();
                json.path("keptBy").forEach(policy -> expected.add(policy.asText()));
                assertThat(sampling.keptBy(TailSampling.Trace.of(json)))
                        .as(json.path("what").asText())
                        .filteredOn(policy -> !policy.equals("rest"))
                        .isEqualTo(expected);
            });
        }

        @Test
        @DisplayName("E83: of 10 000 others 30 % are kept, within 1.5 points, the same ones each time; seed 83")
        void others_areKeptByRatio() {
            Random random = new Random(83);
            List<TailSampling.Trace> others = Stream.generate(
                            () -> String.format("%016x%016x", random.nextLong(), random.nextLong()))
                    .limit(OTHERS)
                    .map(id -> new TailSampling.Trace(
                            id, List.of(new TailSampling.Span(0, 40, "OK", Map.of("gray.lane", "stable")))))
                    .toList();
            List<TailSampling.Trace> kept = others.stream()
                    .filter(trace -> sampling.keptBy(trace).equals(List.of("rest")))
                    .toList();
            assertThat(kept.size() * 100.0 / OTHERS).isCloseTo(30, within(1.5));
            assertThat(others.stream().filter(trace -> !sampling.keptBy(trace).isEmpty()))
                    .isEqualTo(kept);
        }
    }

    @Nested
    class Kubernetes {

        private final Map<String, Object> container = container();

        @Test
        void probes_askDubbosQos() {
            for (Map.Entry<String, String> probe : Map.of(
                            "startupProbe", "/startup", "readinessProbe", "/ready", "livenessProbe", "/live")
                    .entrySet()) {
                assertThat(map(map(container.get(probe.getKey())).get("httpGet")))
                        .isEqualTo(Map.of("path", probe.getValue(), "port", "qos"));
            }
            assertThat(container.toString())
                    .contains("name=qos, containerPort=22222", "qos-enable=true", "qos-port=22222");
        }

        @Test
        void labels_areThoseOfThePod() {
            assertThat(Rules.list(container.get("env")))
                    .contains(Map.of("name", "DUBBO_GRAY_LABELS", "value", "version=$(VERSION),env=gray"));
        }

        private static Map<String, Object> container() {
            Map<String, Object> deployment = OpsFolder.yaml(OpsFolder.OPS.resolve("kubernetes/deployment.yaml"));
            Map<String, Object> pod =
                    map(map(map(deployment.get("spec")).get("template")).get("spec"));
            return Rules.list(pod.get("containers")).get(0);
        }
    }

    private static void assertNothing(Map<String, List<String>> missing) {
        assertThat(missing)
                .allSatisfy((what, names) -> assertThat(names).as(what).isEmpty());
    }

    @SuppressWarnings("unchecked") // what YAML gives; a test that reads it otherwise fails at once
    private static Map<String, Object> map(Object yaml) {
        return (Map<String, Object>) yaml;
    }
}
