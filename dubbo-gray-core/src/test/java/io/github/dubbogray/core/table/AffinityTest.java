package io.github.dubbogray.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.rule.FakeRequest;
import io.github.dubbogray.core.rule.Source;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AffinityTest {

    @Nested
    class KeyOf {

        private final Affinity byUser = new Affinity.ByKey(Source.Keyed.ATTACHMENT.at("user-id"));

        @Test
        void requestWithTheValue_hasItAsKey() {
            assertThat(byUser.keyOf(FakeRequest.with("user-id", "1001"))).isEqualTo("1001");
        }

        @Test
        void requestWithoutTheValue_hasNoKey() {
            assertThat(byUser.keyOf(FakeRequest.with("user", "1001"))).isNull();
        }

        @Test
        void withoutAffinity_noRequestHasAKey() {
            assertThat(Affinity.NONE.keyOf(FakeRequest.with("user-id", "1001"))).isNull();
        }
    }

    @Test
    void laneWithoutAWord_hasNone() {
        Lane lane = new Lane(
                "canary", new Membership.ByLabels(Labels.of("version", "v2")), List.of(), Capacity.ONE, Carry.CARRIED);

        assertThat(lane.affinity()).isEqualTo(Affinity.NONE);
    }
}
