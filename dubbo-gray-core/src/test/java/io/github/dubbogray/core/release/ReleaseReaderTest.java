package io.github.dubbogray.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.verdict.Evidence;
import io.github.dubbogray.core.release.verdict.QueryRun;
import io.github.dubbogray.core.release.verdict.ShareTest;
import io.github.dubbogray.core.release.verdict.StepCalls;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReleaseReaderTest {

    private static final Watch WATCH = new Watch(
            2,
            "abc",
            5,
            new Evidence(
                    new StepCalls(
                            new LaneCounts(10, new LaneCounts.Of(2, 1), new LaneCounts.Of(3, 2)),
                            new LaneCounts(90, new LaneCounts.Of(4, 3), new LaneCounts.Of(5, 4))),
                    new ShareTest(1, 3, 0.4000000000000001, -0.25),
                    new ShareTest(2, 4, 1 / 3.0, 1e300),
                    Map.of("cpu", new QueryRun(Double.NaN, 0, 0), "heap", new QueryRun(0.1, 1, 0))));
    private static final Publication PUBLICATION = new Publication("from", "to");

    static Stream<ReleaseState> states() {
        return Stream.of(
                new ReleaseState.Pending(),
                new RunningStep.Publishing(1, PUBLICATION),
                new RunningStep.Spreading(2, "abc", 7),
                new RunningStep.Judging(WATCH),
                new RunningStep.Closing(4, PUBLICATION),
                new ReleaseState.WaitingForApproval(WATCH),
                new ReleaseState.Inconclusive(WATCH, 9),
                new Paused.Watched(WATCH, "\"paused\"\nby ann \uD83D\uDE80"),
                new Paused.Breached(3, "null"),
                new Paused.Unwatched(3, "why"),
                new RollingBack.Publishing(3, "why", PUBLICATION),
                new RollingBack.Blocked(3, "why", "obstacle"),
                new RollingBack.Spreading(3, "why", "abc", 8),
                new ReleaseState.Promoted(4),
                new ReleaseState.RolledBack(2, "why"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void writtenState_isReadAsItWas(ReleaseState state) {
        ReleaseFile file = file(state);

        assertThat(ReleaseReader.read("demo", file.toJson())).isEqualTo(new FileReading.Accepted(file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("states")
    void everyStart_isRefused(ReleaseState state) {
        String json = file(state).toJson();

        for (int end = 0; end < json.length(); end++) {
            assertThat(ReleaseReader.read("demo", json.substring(0, end))).isInstanceOf(FileReading.Refused.class);
        }
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"calls\":10 | \"calls\":0 | state.id: has figures that cannot be: of 0 calls 2 failed and 3 were slow",
                "\"since\":5 | \"since\":-5 | state.since: is '-5', must be a whole number from 0",
                "\"since\":5 | \"since\":5,\"till\":6 | state.till: unknown key 'till'; known here: evidence, id, revision, since, step",
                "\"running/judging\" | \"running/judged\" | state: the key 'reason' is missing",
                "\"application\":\"demo\" | \"application\":\"other\" | application: is 'other', must be 'demo', the application of the data id",
                "\"id\":\"r-1\" | \"id\":\"r 1\" | id: is 'r 1', must be a name: 1 to 63 characters of A-Z a-z 0-9 . _ -",
                "\"logE\":\"-0.25\" | \"logE\":\"NaN\" | state.id: has figures that cannot be: a test of 1 and 3 failures, 0.4000000000000001 expected, log E NaN"
            })
    void otherText_isRefusedWithItsPlace(String part, String other, String problem) {
        String json = file(new RunningStep.Judging(WATCH)).toJson().replace(part.strip(), other.strip());

        assertThat(ReleaseReader.read("demo", json))
                .isInstanceOfSatisfying(
                        FileReading.Refused.class,
                        refused -> assertThat(
                                        refused.problems().stream().map(found -> found.path() + ": " + found.message()))
                                .contains(problem));
    }

    @Test
    void history_forgetsTheOldest() {
        List<HistoryEntry> entries = Stream.iterate(0L, at -> at + 1)
                .limit(300)
                .map(at -> new HistoryEntry(at, "pending", 0, "why"))
                .toList();

        assertThat(new Release("r-1", new Subject("canary", "ramp"), "plan", new ReleaseState.Pending(), entries)
                        .history())
                .hasSize(Release.MOST_HISTORY)
                .last()
                .isEqualTo(entries.get(299));
    }

    private static ReleaseFile file(ReleaseState state) {
        return new ReleaseFile(
                "demo",
                new Lease("host:1", 12),
                new Release(
                        "r-1",
                        new Subject("canary", "ramp"),
                        "plan",
                        state,
                        List.of(new HistoryEntry(3, "pending", 0, "why"))));
    }
}
