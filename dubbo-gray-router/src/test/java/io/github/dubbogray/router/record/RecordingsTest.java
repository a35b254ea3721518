package io.github.dubbogray.router.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.core.record.RecordedDecision;
import io.github.dubbogray.core.record.RecordedProcess;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.settings.Surroundings;
import io.github.dubbogray.router.testing.TestDocuments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Recordings of decisions")
class RecordingsTest {

    private static final HypotheticalRequest REQUEST = new HypotheticalRequest(Map.of("method", "echo"));
    private static final Placement PLACED = new Placement.Placed(new Tier.OfLane("stable"));

    private static RecordedCall taken(Recording recording, Random random) {
        return recording.take(
                7,
                REQUEST,
                null,
                List.of(Table.withoutDocument("shop")),
                bound -> (long) (random.nextDouble() * bound),
                table -> Optional.empty());
    }

    @Nested
    class Sampling {

        @Test
        @DisplayName("each of 1 000 calls is kept as often as any other, of 10 each time; seed 1")
        void everyCall_isAsLikely() {
            Random random = new Random(1);
            int[] kept = new int[10];
            for (int round = 0; round < 2_000; round++) {
                Recording recording = new Recording(10, 1);
                for (int call = 0; call < 1_000; call++) {
                    RecordedCall taken = taken(recording, random);
                    if (taken != null) {
                        taken.servedBy(String.valueOf(call));
                        taken.placed(PLACED);
                    }
                }
                assertThat(recording.calls()).isEqualTo(1_000);
                assertThat(recording.decisions()).hasSize(10);
                recording
                        .decisions()
                        .forEach(each -> kept[Integer.parseInt(each.ended().instance()) / 100]++);
            }

            assertThat(kept).hasSize(10);
            assertThat(IntStream.of(kept)).allMatch(tenth -> Math.abs(tenth - 2_000) < 5 * Math.sqrt(2_000 * 0.9));
        }

        @Test
        void aCallThatIsNotPlacedYet_isNotThere() {
            Recording recording = new Recording(10, 1);
            RecordedCall taken = taken(recording, new Random(1));

            assertThat(recording.decisions()).isEmpty();
            taken.placed(PLACED);
            assertThat(recording.decisions())
                    .map(RecordedDecision::ended)
                    .containsExactly(new RecordedDecision.Ended("placed", "stable", ""));
        }
    }

    @Nested
    class Running {

        @TempDir
        private Path directory;

        private final AtomicLong nanos = new AtomicLong(5);
        private final List<Throwable> bugs = new ArrayList<>();
        private TestApplication application;
        private Recordings recordings;

        @BeforeEach
        void start() {
            application = TestApplication.in(directory).withConfigCentre();
            recordings = recordingsOf(application);
        }

        private Recordings recordingsOf(TestApplication some) {
            return new Recordings(
                    some.gray().documents(), Surroundings.ofSystem().at(nanos::get), (what, bug) -> bugs.add(bug));
        }

        @AfterEach
        void stop() {
            application.close();
        }

        private static Fleet<Integer> nobody() {
            return Fleet.of(List.of(), Table::withoutDocument, positions -> positions.cardinality());
        }

        @Test
        void whileNobodyAsks_noCallIsTaken() {
            assertThat(recordings.take(TestApplication.call("echo"), REQUEST, nobody()))
                    .isNull();
            assertThat(recordings.state()).isEqualTo(new Recordings.State.None());
        }

        @Test
        void afterItsTime_itIsOverByItself() {
            assertThat(recordings.begin(10, Duration.ofSeconds(1))).isTrue();
            assertThat(recordings.begin(10, Duration.ofSeconds(1))).isFalse();
            assertThat(recordings.take(TestApplication.call("echo"), REQUEST, nobody()))
                    .isNotNull();
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());

            assertThat(recordings.take(TestApplication.call("echo"), REQUEST, nobody()))
                    .isNull();
            assertThat(recordings.areRunning()).isFalse();
            assertThat(recordings.state()).isEqualTo(new Recordings.State.Over(1, 10));
            assertThat(recordings.begin(20, Duration.ofSeconds(1))).isTrue();
            assertThat(recordings.state()).isEqualTo(new Recordings.State.Running(0, 20));
        }

        @Test
        void askedForTooMuch_itIsBounded() {
            recordings.begin(1_000_000, Duration.ofDays(1));
            nanos.addAndGet(Recordings.LONGEST.toNanos());

            assertThat(recordings.state()).isEqualTo(new Recordings.State.Over(0, Recordings.MOST_CALLS));
        }

        @Test
        @DisplayName("of documents with many rules fewer calls are kept")
        void manyRules_keepLess() {
            String rules = IntStream.range(0, 1_000)
                    .mapToObj(i -> "  - { id: r" + i + ", when: { method: m" + i + " }, to: canary }\n")
                    .collect(Collectors.joining("", "rules:\n", ""));
            application.configuration().holding(TestDocuments.DATA_ID, TestDocuments.document("v2", rules));
            application.gray().followDocument(TestDocuments.PROVIDER, () -> {});

            recordings.begin(10_000, Duration.ofSeconds(1));

            assertThat(recordings.state()).isEqualTo(new Recordings.State.Running(0, 1_000));
        }

        @Test
        @DisplayName("D4: a failure of this library ends the recording, and no call")
        void aBug_endsTheRecording() {
            recordings.begin(10, Duration.ofSeconds(1));

            assertThat(recordings.take(TestApplication.call("echo"), new Broken(), nobody()))
                    .isNull();
            assertThat(bugs).singleElement().isInstanceOf(IllegalStateException.class);
            assertThat(recordings.areRunning()).isFalse();
        }

        @Test
        void aDroppedOne_isForgotten() {
            recordings.begin(10, Duration.ofSeconds(1));
            assertThat(recordings.read("web")).map(RecordedProcess::decisions).contains(List.of());
            recordings.drop();

            assertThat(recordings.read("web")).isEmpty();
            assertThat(recordings.state()).isEqualTo(new Recordings.State.None());
        }
    }

    /** Fails when it is asked. */
    private static final class Broken implements Request {
        @Override
        public String attachment(String key) {
            throw new IllegalStateException();
        }

        @Override
        public String method() {
            throw new IllegalStateException();
        }

        @Override
        public String service() {
            throw new IllegalStateException();
        }

        @Override
        public String application() {
            throw new IllegalStateException();
        }
    }
}
