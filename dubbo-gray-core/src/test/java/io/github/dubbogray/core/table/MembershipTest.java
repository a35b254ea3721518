package io.github.dubbogray.core.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.label.Labels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MembershipTest {

    @Nested
    class ByLabels {

        @Test
        void instanceWithAllLabels_belongs() {
            Membership members = new Membership.ByLabels(Labels.of(Map.of("version", "v2", "env", "gray")));

            assertThat(members.includes(
                            Labels.read("version=v2,env=gray,region=sh").labels()))
                    .isTrue();
            assertThat(members.includes(Labels.of("version", "v2"))).isFalse();
        }

        @Test
        void noLabels_areRefused() {
            assertThatThrownBy(() -> new Membership.ByLabels(Labels.NONE))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a lane needs at least one label");
        }
    }

    @Nested
    @DisplayName("I2: stable is in no lane, without gray.tag, and gray.env not gray")
    class Remainder {

        private final Membership stable =
                new Membership.Remainder(List.of(new Membership.ByLabels(Labels.of("version", "v2"))));

        @ParameterizedTest(name = "[{0}] is stable: {1}")
        @CsvSource({
            "'', true",
            "version=v1, true",
            "env=prod, true",
            "env=GRAY, true",
            "version=v2, false",
            "'version=v2,env=prod', false",
            "env=gray, false",
            "'version=v1,env=gray', false",
            "tag=canary, false",
            "'version=v1,tag=stable', false"
        })
        void labels_decide(String labels, boolean isStable) {
            assertThat(stable.includes(Labels.read(labels).labels())).isEqualTo(isStable);
        }
    }
}
