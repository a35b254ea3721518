package io.github.dubbogray.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.table.Table;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels that are not the wanted ones only by the case of their letters. */
class NearMissTest {

    private static final Table CANARY =
            Documents.table("lanes: { stable: { labels: { env: prod } }, canary: { labels: { version: v2 } } }");

    @ParameterizedTest
    @DisplayName("I2, I3: without a document, env=gray and the key tag")
    @CsvSource({"env=Gray, env=gray", "ENV=gray, env=gray", "Env=GRAY, env=gray", "Tag=Beta, tag=Beta", "TAG=b, tag=b"})
    void withoutADocument_isWhatI2AsksFor(String label, String wanted) {
        Table table = Table.withoutDocument("demo-provider");

        assertThat(misses(table, label, "region=sh", label + ",region=sh"))
                .containsExactly(new NearMiss(table, label, wanted, List.of(0, 2)));
    }

    @ParameterizedTest
    @CsvSource({"version=V2, version=v2", "Version=v2, version=v2", "env=PROD, env=prod", "tAg=x, tag=x"})
    void withADocument_isWhatLanesAskFor(String label, String wanted) {
        assertThat(misses(CANARY, "version=v2", label))
                .containsExactly(new NearMiss(CANARY, label, wanted, List.of(1)));
    }

    @ParameterizedTest
    @CsvSource({"version=v2", "version=v22", "env=prod", "env=Gray", "tag=Beta", "other=V2", "version=prod"})
    void otherLabels_areNone(String label) {
        assertThat(misses(CANARY, label)).isEmpty();
    }

    @Test
    void spellingsThatLanesWantBoth_areNone() {
        Table both = Documents.table("lanes: { a: { labels: { version: v2 } }, b: { labels: { version: V2 } } }");

        assertThat(misses(both, "version=v2", "version=V2")).isEmpty();
    }

    @Test
    void lettersOutsideOfLabels_areNoMatter() {
        assertThat(misses(Table.withoutDocument("demo-provider"), "env=blue", "envx=gray", "env=grayish"))
                .isEmpty();
    }

    @Test
    @DisplayName("a registry full of them is looked through no longer than somebody is told")
    void moreThanAreNamed_areLeftOut() {
        Table table = Table.withoutDocument("demo-provider");
        String[] own = IntStream.range(0, 3_000)
                .mapToObj(i -> "Tag=t" + i + ",pod=p" + i)
                .toArray(String[]::new);
        String[] alike = Stream.generate(() -> "ENV=gray,Tag=b").limit(3_000).toArray(String[]::new);

        assertThat(named(misses(table, own))).isEqualTo(1_000);
        assertThat(misses(table, own)).hasSize(1_000);
        assertThat(named(misses(table, alike))).isEqualTo(1_000);
    }

    private static int named(List<NearMiss> misses) {
        return misses.stream().mapToInt(miss -> miss.instances().size()).sum();
    }

    private static List<NearMiss> misses(Table table, String... labels) {
        Fleet<BitSet> fleet = Fleet.of(Fleets.instances("demo-provider", labels), name -> table, set -> set);
        return fleet.nearMisses(1_000);
    }
}
