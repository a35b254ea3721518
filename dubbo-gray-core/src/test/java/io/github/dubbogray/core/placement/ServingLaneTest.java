package io.github.dubbogray.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Which lane serves a request, of all answers and tiers there are. */
class ServingLaneTest {

    private static final Tier CANARY = new Tier.OfLane("canary");
    private static final Tier STABLE = new Tier.OfLane("stable");
    private static final Labels SHANGHAI = Labels.of("region", "sh");

    @Nested
    class OfATier {

        @Test
        void ofALane_isThatLane() {
            assertThat(CANARY.lane()).isEqualTo("canary");
            assertThat(STABLE.lane()).isEqualTo("stable");
        }

        @Test
        void ofLabels_isNone() {
            assertThat(new Tier.OfLabels(SHANGHAI).lane()).isNull();
        }

        @Test
        void part_isTheLaneOfTheWhole() {
            assertThat(new Tier.Near(CANARY, SHANGHAI).lane()).isEqualTo("canary");
            assertThat(new Tier.WithUnhealthy(CANARY).lane()).isEqualTo("canary");
            assertThat(new Tier.Near(new Tier.WithUnhealthy(CANARY), SHANGHAI).lane())
                    .isEqualTo("canary");
            assertThat(new Tier.Near(new Tier.OfLabels(SHANGHAI), SHANGHAI).lane())
                    .isNull();
        }

        @Test
        void ofSeveralApplications_isNone() {
            assertThat(new Tier.Several(List.of(CANARY, CANARY)).lane()).isNull();
        }
    }

    @Nested
    class OfAPlacement {

        @Test
        void placed_isTheLaneOfItsTier() {
            assertThat(new Placement.Placed(CANARY).lane()).contains("canary");
            assertThat(new Placement.Placed(new Tier.Near(CANARY, SHANGHAI)).lane())
                    .contains("canary");
        }

        @Test
        void fellBack_isTheLaneThatServes() {
            assertThat(new Placement.FellBack(CANARY, STABLE, "nobody is there").lane())
                    .contains("stable");
        }

        @Test
        void labels_areNoLane() {
            assertThat(new Placement.Placed(new Tier.OfLabels(SHANGHAI)).lane()).isEmpty();
            assertThat(new Placement.Placed(new Tier.Several(List.of(CANARY, STABLE))).lane())
                    .isEmpty();
        }

        @Test
        void refused_isNone() {
            assertThat(new Placement.Refused("demo-provider", "canary", List.of()).lane())
                    .isEmpty();
        }
    }
}
