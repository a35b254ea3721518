package io.github.dubbogray.core.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.placement.FakePresence;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Fleets;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages about moving here: their documents are accepted, and requests go where their tables say. */
class MigrationPagesTest {

    private static final String PROVIDER = "orders";
    private static final String ENTRY = "web";
    private static final Pattern FORCED = Pattern.compile("  - id: forced\\n(    .*\\n)+");

    static Stream<MigrationPage> pages() {
        return Stream.of("migrate-from-dubbo-tags.md", "migrate-from-nepxion-discovery.md", "migrate-from-sermant.md")
                .map(MigrationPage::read);
    }

    static Stream<Arguments> documents() {
        return pages().flatMap(page -> page.documents().stream().map(document -> Arguments.of(page, document)));
    }

    static Stream<Arguments> rows() {
        return pages().flatMap(page -> {
            assertThat(page.rows()).as(page.name()).isNotEmpty();
            return page.rows().stream().map(row -> Arguments.of(page, row));
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void document_isAcceptedWithoutWarningsButThoseThatThePageQuotes(MigrationPage page, String text) {
        Reading reading = DocumentReader.read(MigrationPage.applicationOf(text), text);

        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        assertThat(((Reading.Accepted) reading).remarks())
                .filteredOn(remark -> remark.severity() == Severity.WARNING)
                .allSatisfy(remark ->
                        assertThat(page.text()).contains(remark.toString().replaceFirst("^line .*?: ", "")));
        Documents.assertValid(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rows")
    @DisplayName(
            "R1, R2, P1, P2, P3: a request goes where the page says, and as on the old side unless the page marks it")
    void request_goesWhereThePageSays(MigrationPage page, MigrationPage.Row row) {
        assertThat(served(page, row)).isEqualTo(row.after());
        assertThat(row.before().equals(row.after())).isEqualTo(!row.differs());
    }

    @Nested
    @DisplayName("The steps from Dubbo's tags")
    class Steps {

        private final MigrationPage page = MigrationPage.read("migrate-from-dubbo-tags.md");
        private final String whole = page.documents().get(0);
        private final String withoutForced = FORCED.matcher(whole).replaceFirst("");

        @Test
        @DisplayName(
                "P1: before anybody has a label, every old caller is left with everyone, for Dubbo's router to choose among")
        void documentBeforeLabels_leavesEveryoneToDubbosRouter() {
            assertThat(whole).isNotEqualTo(withoutForced);
            assertThat(placedWithoutLabels(withoutForced)).containsOnly(List.of(0, 1, 2));
        }

        @Test
        @DisplayName("P3: with its strict lane it would refuse them until then, which is why that lane comes later")
        void strictLaneBeforeLabels_refuses() {
            assertThat(placedWithoutLabels(whole)).contains(List.of());
        }

        private List<List<Integer>> placedWithoutLabels(String document) {
            Table table = Documents.accepted(DocumentReader.read(PROVIDER, document));
            Fleet<List<Integer>> fleet = Fleets.of(table, "", "", "");
            return page.rows().stream()
                    .filter(row -> !row.request().containsKey("x-gray-tag"))
                    .map(row -> fleet.place(tagOf(table.color(request(row), () -> 0)), FakePresence.ALL)
                            .instances())
                    .toList();
        }
    }

    /** Returns who serves such requests over all that can be drawn, as the pages write it. */
    private static String served(MigrationPage page, MigrationPage.Row row) {
        List<String> names = List.copyOf(page.fleet().keySet());
        Table table = page.table(PROVIDER).orElseThrow();
        Fleet<List<Integer>> fleet = Fleets.of(table, page.fleet().values().toArray(String[]::new));
        FakePresence presence = FakePresence.of(IntStream.range(0, names.size())
                .filter(position -> !names.get(position).equals(row.stopped()))
                .toArray());
        Table coloring = page.colorsAtTheEntry() ? page.table(ENTRY).orElseThrow() : table;
        HypotheticalRequest request = request(row);
        String carried = row.request().get("x-gray-tag");
        SortedMap<String, Integer> counts = new TreeMap<>();
        for (int bucket = 0; bucket < Split.BUCKETS; bucket++) {
            int draw = bucket;
            String tag = carried == null ? tagOf(coloring.color(request, () -> draw)) : carried;
            String who = fleet.place(tag, presence).instances().stream()
                    .filter(presence::isListed)
                    .map(names::get)
                    .collect(Collectors.joining(", "));
            counts.merge(who.isEmpty() ? "refused" : who, 1, Integer::sum);
        }
        return counts.size() == 1
                ? counts.firstKey()
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() * 100 / Split.BUCKETS + "% " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static @Nullable String tagOf(Coloring coloring) {
        if (coloring instanceof Coloring.Claimed claimed) {
            return claimed.lane();
        }
        return coloring instanceof Coloring.Pinned ? "stable" : null;
    }

    /** What Dubbo's page calls an attachment by its bare name. */
    private static HypotheticalRequest request(MigrationPage.Row row) {
        Map<String, String> values = new HashMap<>();
        row.request().forEach((key, value) -> values.put(key.startsWith("dubbo.") ? "attachment." + key : key, value));
        return new HypotheticalRequest(values);
    }
}
