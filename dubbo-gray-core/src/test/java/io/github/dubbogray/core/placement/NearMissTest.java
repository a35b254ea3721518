package io.github.dubbogray.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.table.Table;
import java.util.BitSet;
import java.util.List;
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

    private static List<NearMiss> misses(Table table, String... labels) {
        Fleet<BitSet> fleet = Fleet.of(Fleets.instances("demo-provider", labels), name -> table, set -> set);
        return fleet.nearMisses();
    }
}
