package io.github.dubbogray.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.rule.index.Rules;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TableTest {

    @Nested
    @DisplayName("D2: no document: only I2 and I3 apply")
    class WithoutDocument {

        private final Table table = Table.withoutDocument("demo-provider");

        @Test
        void table_hasStableOnly() {
            assertThat(table)
                    .isEqualTo(new Table(
                            "demo-provider",
                            "none",
                            Table.Mode.ENABLED,
                            new Lane(
                                    "stable",
                                    new Membership.Remainder(List.of()),
                                    List.of(),
                                    Capacity.ONE,
                                    Carry.CARRIED),
                            List.of(),
                            Rules.NONE,
                            List.of("region", "version", "env"),
                            List.of(),
                            Unmatched.OPEN));
            assertThat(table.hasDocument()).isFalse();
        }

        @Test
        void request_staysUntagged() {
            assertThat(table.color(FakeRequest.PLAIN, () -> 0)).isEqualTo(new Coloring.Open());
        }
    }
}
