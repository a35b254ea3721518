package io.github.dubbogray.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Measurement> run = new ArrayList<>();

    @Nested
    class Reading {

        @Test
        void jmhResult_hasTimeAndBytes() throws Exception {
            JsonNode results = JSON.readTree("""
                    [{"benchmark": "a.b.FloorBenchmark.floor", "params": {"instances": "10"},
                      "primaryMetric": {"score": 38.5, "scoreUnit": "ns/op"},
                      "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 88.0}}}]
                    """);

            assertThat(Measurement.read(results))
                    .containsExactly(new Measurement(
                            "FloorBenchmark.floor", Map.of("instances", "10"), new Amount(38.5, "ns"), 88));
        }

        @Test
        void resultWithoutGcProfiler_isRefused() throws Exception {
            JsonNode results = JSON.readTree("[{\"benchmark\": \"a.FloorBenchmark.floor\"}]");

            assertThatThrownBy(() -> Measurement.read(results)).hasMessageContaining("-prof gc");
        }
    }

    @Nested
    class RouteBudget {

        @ParameterizedTest(name = "{0}, {1} rules: {2} times the least")
        @CsvSource({
            "TAGGED, 1, 1.5",
            "TAGGED, 50, 1.5",
            "TAGGED, 500, 1.5",
            "UNTAGGED, 50, 3",
            "SPLIT, 50, 3",
            "SPLIT, 500, 4"
        })
        void timesTheLeastAnd64BytesAboveTheFloor_areMet(String call, String rules, String times) {
            floor(50, 88);
            least(60, 120);
            gray(call, "10", rules, 60 * Double.parseDouble(times), 152);

            Answer answer = answer("gray, ");

            assertThat(answer.baseline()).isEqualTo(new Baseline("least", 60));
            assertThat(answer.budget()).isEqualTo(new Budget(limit(times), true));
        }

        @Test
        void oneByteMore_isNotMet() {
            floor(50, 88);
            least(60, 120);
            gray("10", 90, 153);

            assertThat(answer("gray, tagged").budget()).isEqualTo(new Budget(limit("1.5"), false));
        }

        @Test
        void moreTime_isNotMet() {
            floor(50, 88);
            least(60, 120);
            gray("10", 90.1, 88);

            assertThat(answer("gray, tagged").budget()).isEqualTo(new Budget(limit("1.5"), false));
        }

        @Test
        void oneRule_hasNoBudget() {
            floor(50, 88);
            least(60, 120);
            gray("SPLIT", "10", "1", 1_000, 88);

            assertThat(answer("gray, split").budget()).isNull();
        }

        @Test
        void otherNumberOfInstances_isNoBaseline() {
            floor(50, 88);
            least(60, 120);
            gray("1000", 100, 88);

            assertThat(answer("gray, tagged").baseline()).isNull();
        }

        @Test
        void thousandInstances_areComparedWithTheTagRouter() {
            gray("1000", 100, 88);
            dubbo("TAG_DYNAMIC", "1000", 99_999);

            Answer answer = answer("gray against Dubbo's tag dynamic");

            assertThat(answer.baseline()).isEqualTo(new Baseline("Dubbo's tag dynamic", 99_999));
            assertThat(answer.budget()).isEqualTo(new Budget("≥ 1 000 × faster", false));
        }

        @Test
        void tenInstances_areNeverSlower() {
            gray("10", 100, 88);
            dubbo("TAG_STATIC", "10", 100);

            assertThat(answer("gray against Dubbo's tag static").budget()).isEqualTo(new Budget("never slower", true));
        }
    }

    @Test
    void select_standsBesideStock() {
        select("STOCK", 90_000);
        select("RECOMMENDED", 4_500);

        assertThat(new Answers(run).toList())
                .extracting(Answer::baseline, Answer::budget)
                .containsExactly(tuple(null, null), tuple(new Baseline("stock", 90_000), new Budget("≤ 5 µs", true)));
    }

    @Test
    void json_hasAllKeysOfEachAnswer() throws Exception {
        floor(50, 88);
        least(60, 120);
        gray("10", 75, 120);

        JsonNode json = JSON.readTree(new Report(new Answers(run).toList()).toJson());

        assertThat(StreamSupport.stream(json.spliterator(), false)).hasSize(3);
        assertThat(json.get(2)).isEqualTo(JSON.readTree("""
                        {"question": "route", "case": "gray, tagged, 10 instances, 50 rules", "unit": "ns", "value": 75.0,
                         "bytes": 120.0, "baseline": "least", "baselineValue": 60.0, "ratio": 1.25,
                         "budget": "≤ 1.5 × least, ≤ 64 B above the floor", "met": true}
                        """));
        assertThat(json.get(0).get("met").isNull()).isTrue();
    }

    @Test
    void tables_sayWhatWasNotMeasured() {
        floor(50, 88);

        assertThat(new Report(new Answers(run).toList()).toTables())
                .contains("| floor, 10 instances | 50.0 ns | 88 |  |  |  |  |")
                .contains("## push: How long after a publish is a call routed by it?\n\nNot measured in this run.\n");
    }

    @Test
    void page_saysOfEachTableWhatRunItIsFrom() {
        floor(50, 88);
        Report report = new Report(new Answers(run).toList());
        Run run = new Run("benchmarks/run.sh --full", LocalDate.of(2026, 11, 26), "2 cores, Linux");

        assertThat(Page.empty().with(report, run).toText())
                .startsWith("# Performance tables\n\n")
                .contains("cost?\n\nOf `benchmarks/run.sh --full` on 2026-11-26: 2 cores, Linux.\n\n| case |")
                .contains("\n| floor, 10 instances | 50.0 ns | 88 |")
                .endsWith("## startup: What do the jars add to the start?\n\nNot measured yet.\n");
    }

    @Test
    void runOfAPart_leavesTheOtherTablesAsTheyAre() {
        floor(50, 88);
        Run first = new Run("first", LocalDate.of(2026, 11, 26), "2 cores");
        Run second = new Run("second", LocalDate.of(2026, 11, 28), "4 cores");
        Report routing = new Report(new Answers(run).toList());
        Report memory = new Report(Report.memory(Map.of("one reference", 60.0)));
        Report newer = new Report(Report.memory(Map.of("one reference", 50.0)));
        String before = Page.empty().with(routing, first).with(memory, first).toText();

        String after = Page.read(before).with(newer, second).toText();

        assertThat(Page.read(before).toText()).isEqualTo(before);
        assertThat(after)
                .isEqualTo(before.replace(memory.rows(Question.MEMORY), newer.rows(Question.MEMORY))
                        .replace("keep?\n\n" + first.toLine(), "keep?\n\n" + second.toLine()));
    }

    @Nested
    class Writing {

        @TempDir
        private Path folder;

        @Test
        void run_writesThePage() throws Exception {
            Path page = folder.resolve("tables.md");

            Files.writeString(folder.resolve("memory.json"), "{\"one reference\": 60.0}");

            Report.main(new String[] {folder.toString(), page.toString(), "run.sh", "2026-11-26", "2 cores"});
            Report.main(new String[] {folder.toString(), page.toString(), "run.sh", "2026-11-28", "2 cores"});

            assertThat(page)
                    .content()
                    .contains("Of `run.sh` on 2026-11-28: 2 cores.")
                    .doesNotContain("2026-11-26");
        }

        @Test
        void runOfSomeCases_writesNoPage() throws Exception {
            Report.main(new String[] {folder.toString()});

            assertThat(folder).isDirectoryContaining("glob:**/report.json").isDirectoryNotContaining("glob:**.md");
        }
    }

    @Test
    void tables_keepLargeTimesAndSmallRatiosReadable() {
        select("STOCK", 2_208_861);
        select("RECOMMENDED", 4_500);

        assertThat(new Report(new Answers(run).toList()).toTables())
                .contains("| stock, weights equal, 1000 instances | 2209 us | 0 |")
                .contains("| 4500 ns | 0 | stock, 2209 us | 1/491 | ≤ 5 µs | yes |");
    }

    @Test
    void tables_tellThousandthsOfARatioNearOne() {
        Answer answer = new Answer(Question.CALL, "bytes", new Amount(10_121, "B"), null, null, null);

        assertThat(answer.beside("plain", 10_000).toRow())
                .isEqualTo("| bytes | 10121 B |  | plain, 10000 B | 1.012 |  |  |");
        assertThat(answer.beside("plain", 5_000).toRow()).contains("| 2.02 |");
    }

    @Nested
    class SwitchBudget {

        @Test
        void threeTimesTheLeastOfItsOwnFlag_isMet() {
            asked("volatileEntry", "PLAIN", 5, 0);
            asked("volatileEntry", "SHARE", 6, 0);
            asked("core", "SHARE", 18, 0);

            assertThat(answer("core, a tenth").baseline()).isEqualTo(new Baseline("least", 6));
            assertThat(answer("core, a tenth").budget()).isEqualTo(new Budget("≤ 3 × least, 0 B", true));
        }

        @ParameterizedTest
        @CsvSource({"18.1, 0", "18, 16"})
        void moreTimeOrAnObject_isNotMet(double nanos, double bytes) {
            asked("volatileEntry", "PLAIN", 6, 0);
            asked("core", "PLAIN", nanos, bytes);

            assertThat(answer("core, for everybody").budget()).isEqualTo(new Budget("≤ 3 × least, 0 B", false));
        }

        @Test
        void provider_standsBesideFlagds() {
            asked("flagd", "SHARE", 900, 700);
            asked("provider", "SHARE", 60, 200);

            assertThat(answer("the provider for OpenFeature").toRow()).contains("| flagd, 900 ns | 1/15 |");
        }

        private void asked(String method, String flag, double nanos, double bytes) {
            add("SwitchBenchmark." + method, Map.of("flag", flag), nanos, bytes);
        }
    }

    @Test
    void memory_isHeldTo64KiB() {
        assertThat(Report.memory(Map.of("one reference", 64.1)))
                .extracting(Answer::budget)
                .containsExactly(new Budget("≤ 64 KiB", false));
    }

    private void floor(double nanos, double bytes) {
        add("FloorBenchmark.floor", Map.of("instances", "10"), nanos, bytes);
    }

    private void least(double nanos, double bytes) {
        add("FloorBenchmark.least", Map.of("instances", "10"), nanos, bytes);
    }

    private void gray(String instances, double nanos, double bytes) {
        gray("TAGGED", instances, "50", nanos, bytes);
    }

    private void gray(String call, String instances, String rules, double nanos, double bytes) {
        add("GrayRouteBenchmark.route", Map.of("instances", instances, "rules", rules, "call", call), nanos, bytes);
    }

    private static String limit(String times) {
        return "≤ " + times + " × least, ≤ 64 B above the floor";
    }

    private void dubbo(String router, String instances, double nanos) {
        add("DubboRouteBenchmark.route", Map.of("instances", instances, "router", router, "call", "TAGGED"), nanos, 0);
    }

    private void select(String setting, double nanos) {
        add("SelectBenchmark.select", Map.of("instances", "1000", "setting", setting, "weights", "EQUAL"), nanos, 0);
    }

    private void add(String benchmark, Map<String, String> parameters, double nanos, double bytes) {
        run.add(new Measurement(benchmark, parameters, new Amount(nanos, "ns"), bytes));
    }

    private Answer answer(String begin) {
        return new Answers(run)
                .toList().stream()
                        .filter(answer -> answer.name().startsWith(begin))
                        .findFirst()
                        .orElseThrow();
    }
}
