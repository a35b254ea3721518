package io.github.dubbogray.core.release.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepReportTest {

    private static final LaneCounts SOME = new LaneCounts(1_200, new LaneCounts.Of(12, 10), new LaneCounts.Of(40, 38));

    @Nested
    class Text {

        @Test
        void busiestLane_isFirst() {
            assertThat(new StepReport("r-1", 3, Map.of("canary", SOME, "stable", SOME.plus(SOME))).text())
                    .isEqualTo("r-1/3;stable=2400,24,20,80,76;canary=1200,12,10,40,38");
        }

        @Test
        void tooManyLanes_keepTheBusiest() {
            Map<String, LaneCounts> lanes = new HashMap<>(Map.of("busy", SOME));
            for (int i = 0; i < 100; i++) {
                lanes.put("lane-" + i, LaneCounts.NONE);
            }

            assertThat(new StepReport("r-1", 3, lanes).text())
                    .startsWith("r-1/3;busy=")
                    .hasSizeLessThanOrEqualTo(400);
        }
    }

    @Nested
    class Read {

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3})
        void everyText_isReadAsItWasWritten(long seed) {
            Random random = new Random(seed);
            for (int i = 0; i < 200; i++) {
                Map<String, LaneCounts> lanes = new HashMap<>();
                for (int lane = random.nextInt(4); lane > 0; lane--) {
                    lanes.put("lane." + random.nextInt(10), counts(random));
                }
                StepReport report = new StepReport("2026-11-27_a." + i, 1 + random.nextInt(100), lanes);

                assertThat(StepReport.read(report.text())).contains(report);
            }
        }

        private static LaneCounts counts(Random random) {
            long calls = random.nextInt(1_000_000);
            return new LaneCounts(calls, some(random, calls), some(random, calls));
        }

        private static LaneCounts.Of some(Random random, long most) {
            long calls = random.nextLong(most + 1);
            return new LaneCounts.Of(calls, random.nextLong(calls + 1));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "r-1",
                    "r-1/0",
                    "r-1/101",
                    "r 1/1",
                    "r-1/1;canary",
                    "r-1/1;canary=1,2,3",
                    "r-1/1;canary=-1,0,0,0,0",
                    "r-1/1;canary=1,2,2,0,0",
                    "r-1/1;canary=3,1,2,0,0",
                    "r-1/1;canary=1,0,0,0,0;",
                    "r-1/1;canary=1000000000000,0,0,0,0"
                })
        void anythingElse_isNone(String text) {
            assertThat(StepReport.read(text)).isEmpty();
            assertThat(StepReport.read(text + " ".repeat(500))).isEmpty();
        }
    }

    @Nested
    class Since {

        @Test
        void laterCount_isTheDifference() {
            assertThat(SOME.plus(SOME).since(SOME)).isEqualTo(SOME);
            assertThat(SOME.since(SOME)).isEqualTo(LaneCounts.NONE);
        }

        @Test
        void failureWhoseCallWasCountedBefore_isACall() {
            LaneCounts before = new LaneCounts(100, LaneCounts.Of.NONE, LaneCounts.Of.NONE);
            LaneCounts after = new LaneCounts(101, new LaneCounts.Of(2, 2), LaneCounts.Of.NONE);

            assertThat(after.since(before)).isEqualTo(new LaneCounts(2, new LaneCounts.Of(2, 2), LaneCounts.Of.NONE));
        }

        @Test
        void counterThatBeganAnew_countsAsAWhole() {
            assertThat(SOME.since(SOME.plus(SOME))).isEqualTo(SOME);
        }
    }

    @Test
    void whatCannotBe_isRefused() {
        assertThatThrownBy(() -> new LaneCounts(1, new LaneCounts.Of(2, 0), LaneCounts.Of.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new LaneCounts.Of(1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StepReport("a b", 1, Map.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
