package io.github.dubbogray.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.FakeRequest;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A decision allocates nothing: bytes of this thread over 100 000 calls, after a warm-up. */
class AllocationTest {

    private static final int CALLS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Fleet<List<Integer>> fleet = Fleets.of(
            Documents.table(
                    "lanes:",
                    "  canary: { labels: { version: v2 }, fallback: [beta, stable], capacity: { minPercent: 50 } }",
                    "  beta: { labels: { version: v3 } }",
                    "rules:",
                    "  - id: qa",
                    "    when: { attachment.x-user-type: { in: [qa, dev], prefix: q }, method: greet }",
                    "    to: canary",
                    "  - id: sticky",
                    "    when: { attachment.user-id: { exists: true } }",
                    "    to: { canary: 10%, stable: 90% }",
                    "    sticky: attachment.user-id",
                    "  - id: drawn",
                    "    to: { canary: 10%, beta: 5%, stable: 85% }"),
            IntStream.range(0, 200).mapToObj(i -> "version=v" + (1 + i % 3)).toArray(String[]::new));

    @Nested
    class Place {

        @Test
        void laneTag_allocatesNothing() {
            assertThat(bytesPerCall(() -> fleet.place("canary", FakePresence.ALL)))
                    .isLessThan(1);
        }

        @Test
        void noTag_allocatesNothing() {
            assertThat(bytesPerCall(() -> fleet.place(null, FakePresence.ALL))).isLessThan(1);
        }

        @Test
        void rememberedPairs_allocateNothing() {
            assertThat(bytesPerCall(() -> fleet.place("version=v2,region=sh", FakePresence.ALL)))
                    .isLessThan(1);
        }

        @Test
        void fallback_allocatesNothing() {
            FakePresence presence = FakePresence.of(0, 1);

            assertThat(bytesPerCall(() -> fleet.place("beta", presence))).isLessThan(1);
        }

        @Test
        @DisplayName("P4: keeping near the caller costs no allocation, nor does spilling")
        void nearTheCaller_allocatesNothing() {
            Fleet<List<Integer>> near = Fleets.seenFrom(
                    "region=sh,zone=a",
                    Documents.table("prefer: [region, zone]", "lanes: { canary: { labels: { version: v2 } } }"),
                    "version=v2,region=sh",
                    "version=v2,region=bj",
                    "version=v2,region=sh,zone=a");
            FakePresence spilling = FakePresence.of(1);

            assertThat(bytesPerCall(() -> near.place("canary", FakePresence.ALL)))
                    .isLessThan(1);
            assertThat(bytesPerCall(() -> near.place("canary", spilling))).isLessThan(1);
        }

        @Test
        @DisplayName("P5: neither a lane that returns costs an allocation, nor one that is tripped, nor an ejection")
        void absence_allocatesNothing() {
            Absence absence = FakeAbsence.returning(1).and("beta", 2);
            Fleet<List<Integer>> returning = Fleet.of(
                    Fleets.instances("demo-provider", "version=v1", "version=v2", "version=v3", "version=v3"),
                    Labels.NONE,
                    name -> fleet.tables().get(0),
                    absence,
                    Fleets::positions);
            Admission admission = (application, lane) -> lane.isEmpty();

            assertThat(bytesPerCall(() -> returning.place("canary", admission, FakePresence.ALL)))
                    .isLessThan(1);
            assertThat(bytesPerCall(() -> returning.place("beta", admission, FakePresence.ALL)))
                    .isLessThan(1);
        }

        @Test
        void nothingReachable_allocatesNothing() {
            FakePresence presence =
                    FakePresence.unreachable(IntStream.range(0, 200).toArray());

            assertThat(bytesPerCall(() -> fleet.place("canary", presence))).isLessThan(1);
        }
    }

    @Nested
    class Color {

        @Test
        void matchedRule_allocatesNothing() {
            FakeRequest request = FakeRequest.with("x-user-type", "qa");

            assertThat(bytesPerCall(() -> fleet.color(request, () -> 0))).isLessThan(1);
        }

        @Test
        @DisplayName("R4: a sticky key is hashed without a copy")
        void stickySplit_allocatesNothing() {
            FakeRequest request = FakeRequest.with("user-id", "张三-1001-😀");

            assertThat(bytesPerCall(() -> fleet.color(request, () -> 0))).isLessThan(1);
        }

        @Test
        void drawnSplit_allocatesNothing() {
            assertThat(bytesPerCall(() -> fleet.color(FakeRequest.PLAIN, () -> 1_200)))
                    .isLessThan(1);
        }
    }

    private static double bytesPerCall(Runnable decision) {
        run(decision);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(decision);
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    private static void run(Runnable decision) {
        for (int i = 0; i < CALLS; i++) {
            decision.run();
        }
    }
}
