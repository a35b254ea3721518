package io.github.dubbogray.core.release.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.release.DocumentSeen;
import io.github.dubbogray.core.release.HistoryEntry;
import io.github.dubbogray.core.release.Observation;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ReleaseState;
import io.github.dubbogray.core.release.RunningStep;
import io.github.dubbogray.core.release.Subject;
import io.github.dubbogray.core.release.Watch;
import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.plan.PlanReader;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.verdict.Evidence;
import io.github.dubbogray.core.release.verdict.Figures;
import io.github.dubbogray.core.release.verdict.Signal;
import io.github.dubbogray.core.release.verdict.StepCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One look after the other; whole releases with their incidents are run where the controller is. */
class IncidentsTest {

    private static final String DOCUMENT = """
            apiVersion: dubbo-gray/v1
            application: demo
            enabled: true
            lanes: { canary: { labels: { version: v2 } } }
            rules:
              - { id: ramp, to: { canary: 10%, stable: 90% } }
            """;
    private static final String WITHOUT_SHARE =
            DOCUMENT.replace("canary: 10%, stable: 90%", "canary: 0%, stable: 100%");
    private static final ReleasePlan CALLS = plan("");
    private static final ReleasePlan QUERIES = plan(
            "analysis: { source: { prometheus: { url: 'http://p', queries: [{ name: heap, query: x, max: 8 }] } } }");
    private static final long BEGIN = 1_000_000;

    private static ReleasePlan plan(String more) {
        return ((PlanReading.Accepted) PlanReader.read("""
                apiVersion: dubbo-gray/v1
                application: demo
                lane: canary
                rule: ramp
                steps: [{ share: 10% }, { share: 100% }]
                """ + more)).plan();
    }

    private static Release judging(ReleasePlan plan, Evidence evidence) {
        Watch watch = new Watch(1, DocumentReader.revisionOf(DOCUMENT), BEGIN - 30_000, evidence);
        return new Release("r-1", Subject.of(plan), plan.revision(), new RunningStep.Judging(watch), List.of());
    }

    private static Release rolledBack(long atMillis) {
        return new Release(
                "r-1",
                Subject.of(CALLS),
                CALLS.revision(),
                new ReleaseState.RolledBack(1, "why"),
                List.of(new HistoryEntry(atMillis, "rolled-back", 1, "all run it")));
    }

    private static Observation seen(long atMillis, String text, Figures figures, String... followed) {
        return new Observation(
                atMillis,
                DocumentSeen.Present.of(text),
                List.of(followed).stream().map(DocumentReader::revisionOf).toList(),
                figures);
    }

    private static Figures calls(long grayFailures) {
        return Figures.of(new StepCalls(new LaneCounts(1_000, grayFailures, 0), new LaneCounts(9_000, 9, 0)));
    }

    private static Sight look(ReleasePlan plan, Release before, Observation seen) {
        return Sight.of("c", plan, before, before.next(plan, seen).release(), seen, List.of());
    }

    private static Sight end(long atMillis, String text, String... followed) {
        return Sight.ofEnd("c", rolledBack(BEGIN + 5_000), seen(atMillis, text, Figures.NONE, followed));
    }

    private static Incidents after(Incidents incidents, Sight... looks) {
        Incidents later = incidents;
        for (Sight look : looks) {
            later = later.after(look).incidents();
        }
        return later;
    }

    private static Incidents open() {
        return after(
                Incidents.none("demo"), look(CALLS, judging(CALLS, Evidence.NONE), seen(BEGIN, DOCUMENT, calls(300))));
    }

    private static Standing standing(Incidents incidents) {
        assertThat(incidents.list()).hasSize(1);
        return incidents.list().get(0).standing();
    }

    @Nested
    class Finding {

        @Test
        void breachOfCalls_hasItsSignalAndItsCalls() {
            Incident incident = open().list().get(0);

            assertThat(incident.trigger()).isEqualTo(new Trigger.Calls(Signal.ERRORS));
            assertThat(incident.calls()).isEqualTo(calls(300).calls());
            assertThat(incident.origin()).isEqualTo(new Origin("r-1", 1, "canary", "ramp", BEGIN - 30_000));
            assertThat(incident.phase()).isEqualTo(Phase.ANALYSIS);
        }

        @Test
        void breachOfAQuery_hasItsAnswer() {
            Evidence twice = Evidence.NONE
                    .plus(QUERIES.analysis(), 0.1, Figures.of(Map.of("heap", 9.5)))
                    .plus(QUERIES.analysis(), 0.1, Figures.of(Map.of("heap", 9.5)));
            Observation seen = seen(BEGIN, DOCUMENT, Figures.of(Map.of("heap", 12.5)), DOCUMENT);

            Incidents found = after(Incidents.none("demo"), look(QUERIES, judging(QUERIES, twice), seen));

            assertThat(found.list())
                    .singleElement()
                    .satisfies(
                            incident -> assertThat(incident.trigger()).isEqualTo(new Trigger.Query("heap", 12.5, 8)));
        }

        @Test
        void sameLookTwice_isOneIncident() {
            Sight harm = look(CALLS, judging(CALLS, Evidence.NONE), seen(BEGIN, DOCUMENT, calls(300)));
            Incidents once = after(Incidents.none("demo"), harm);

            assertThat(once.after(harm)).isEqualTo(new Incidents.Noted(once, List.of()));
        }

        @Test
        void edit_isNoHarm() {
            Sight edited = look(CALLS, judging(CALLS, Evidence.NONE), seen(BEGIN, DOCUMENT + "# x\n", calls(300)));

            assertThat(after(Incidents.none("demo"), edited).list()).isEmpty();
        }
    }

    @Nested
    class Reviewing {

        private final Incidents over = after(open(), end(BEGIN + 6_000, WITHOUT_SHARE, WITHOUT_SHARE));

        @Test
        void rollback_isTheMomentOfRecovery() {
            assertThat(standing(over)).isEqualTo(new Standing.Reviewing(0, BEGIN + 5_000));
            assertThat(over.list().get(0).recoveredMillis()).hasValue(BEGIN + 5_000);
        }

        @Test
        void looksInAHurry_countOnce() {
            Incidents looked = over;
            for (int second = 7; second < 35; second++) {
                looked = after(looked, end(BEGIN + 1_000L * second, WITHOUT_SHARE, WITHOUT_SHARE));
            }

            assertThat(standing(looked)).isEqualTo(new Standing.Reviewing(1 + 1, BEGIN + 25_000));
        }

        @Test
        void consumerBehind_isNoHealthyLook() {
            Incidents behind = after(
                    over,
                    end(BEGIN + 16_000, WITHOUT_SHARE, WITHOUT_SHARE, DOCUMENT),
                    end(BEGIN + 26_000, WITHOUT_SHARE));

            assertThat(behind).isEqualTo(over);
        }

        @ParameterizedTest
        @DisplayName(
                "What consumers do not go by says nothing; a document that is switched off sends nobody to the lane")
        @CsvSource({"'canary: 10%', 'canary: 11%', 0", "'enabled: true', 'enabled: false', 1"})
        void otherDocuments_areUnderstood(String what, String instead, int healthy) {
            String text = DOCUMENT.replace(what, instead);

            assertThat(standing(after(over, end(BEGIN + 16_000, text, text))))
                    .isInstanceOfSatisfying(
                            Standing.Reviewing.class,
                            reviewing -> assertThat(reviewing.healthy()).isEqualTo(healthy));
        }

        @Test
        void shareThatIsBack_opensItAgain() {
            Incidents back = after(over, end(BEGIN + 16_000, DOCUMENT, DOCUMENT));

            assertThat(standing(back)).isEqualTo(new Standing.Responding());
            assertThat(back.list().get(0).entries().get(3).text())
                    .isEqualTo("lane canary has 10% again, and no release judges it");
        }

        @Test
        void nobodyWaits_forLooksThatCanTellNothing() {
            assertThat(over.reviewedFor("r-1", BEGIN + 5_000 + 300_000)).isPresent();
            assertThat(over.reviewedFor("r-1", BEGIN + 5_000 + 300_001)).isEmpty();
            assertThat(over.reviewedFor("r-2", BEGIN + 6_000)).isEmpty();
        }
    }

    @Nested
    @DisplayName("A release that an operator has resumed is judged anew, and that is the review")
    class Resumed {

        private static Sight judged(long atMillis, long grayFailures) {
            return look(CALLS, judging(CALLS, Evidence.NONE), seen(atMillis, DOCUMENT, calls(grayFailures), DOCUMENT));
        }

        @Test
        void threeInnocentLooks_closeIt() {
            Incidents closed = after(
                    open(),
                    judged(BEGIN + 60_000, 1),
                    judged(BEGIN + 70_000, 1),
                    judged(BEGIN + 80_000, 1),
                    judged(BEGIN + 90_000, 1));

            assertThat(standing(closed)).isEqualTo(new Standing.Closed());
        }

        @Test
        void looksWithoutCalls_leaveItOpen() {
            Sight quiet =
                    look(CALLS, judging(CALLS, Evidence.NONE), seen(BEGIN + 60_000, DOCUMENT, Figures.NONE, DOCUMENT));

            assertThat(standing(after(open(), quiet))).isEqualTo(new Standing.Responding());
        }

        @Test
        void breachAfterRecovery_isARelapse() {
            Incidents again = after(open(), judged(BEGIN + 60_000, 1), judged(BEGIN + 70_000, 300));

            assertThat(standing(again)).isEqualTo(new Standing.Responding());
            assertThat(again.list().get(0).relapses()).isEqualTo(1);
        }
    }
}
