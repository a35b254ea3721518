package io.github.dubbogray.core.release.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.verdict.Rate;
import io.github.dubbogray.core.release.verdict.Signal;
import io.github.dubbogray.core.release.verdict.StepCalls;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IncidentsReaderTest {

    private static final StepCalls CALLS = new StepCalls(
            new LaneCounts(10, new LaneCounts.Of(2, 1), new LaneCounts.Of(3, 2)),
            new LaneCounts(90, new LaneCounts.Of(4, 3), new LaneCounts.Of(5, 4)));
    private static final IncidentEntry FOUND =
            new IncidentEntry(20, Phase.DETECTION, "amy \"x\"", "found", "E is 1e9\n\uD83D\uDE80");

    private static Incident incident(int number, Trigger trigger, Suspect suspect, Standing standing) {
        return new Incident(
                number,
                new Origin("r-1", 2, "canary", "ramp", 10),
                trigger,
                CALLS,
                suspect,
                10_000,
                standing,
                List.of(FOUND, new IncidentEntry(21, Phase.REVIEW, "bob", "recovered", "null")));
    }

    static Stream<Incident> incidents() {
        return Stream.of(
                incident(
                        1,
                        new Trigger.Calls(Signal.SLOW),
                        new Suspect.One("web", new Rate(1, 2), new Rate(0, 7), new Rate(3, 9)),
                        new Standing.Responding()),
                incident(
                        2,
                        new Trigger.Query("heap", Double.POSITIVE_INFINITY, 0.1),
                        new Suspect.Nobody(3),
                        new Standing.Reviewing(2, 99)),
                incident(3, new Trigger.Undecided(), new Suspect.Unknown("why"), new Standing.Closed()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("incidents")
    void writtenIncidents_areReadAsTheyWere(Incident incident) {
        Incidents incidents = new Incidents("demo", List.of(incident));

        assertThat(IncidentsReader.read("demo", incidents.toJson())).contains(incidents);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("incidents")
    void everyStart_isRefused(Incident incident) {
        String json = new Incidents("demo", List.of(incident)).toJson();

        for (int end = 0; end < json.length(); end++) {
            assertThat(IncidentsReader.read("demo", json.substring(0, end))).isEmpty();
        }
    }

    @Test
    void whatCannotBe_isRefused() {
        String json = new Incidents("demo", incidents().toList()).toJson();

        assertThat(IncidentsReader.read("demo", json)).isPresent();
        assertThat(IncidentsReader.read("other", json)).isEmpty();
        for (String[] change : new String[][] {
            {"\"kind\":\"nobody\"", "\"kind\":\"somebody\""},
            {"\"phase\":\"detection\"", "\"phase\":\"review\""},
            {"\"hits\":1,\"calls\":2", "\"hits\":3,\"calls\":2"},
            {"\"signal\":\"slow\"", "\"signal\":\"fast\""},
            {"\"window\":10000", "\"window\":-1"}
        }) {
            assertThat(json).contains(change[0]);
            assertThat(IncidentsReader.read("demo", json.replace(change[0], change[1])))
                    .as(change[1])
                    .isEmpty();
        }
    }

    @Test
    void oldIncidents_goAndTheirNumbersStay() {
        Incidents many = new Incidents(
                "demo",
                IntStream.rangeClosed(1, Incidents.MOST + 7)
                        .mapToObj(number ->
                                incident(number, new Trigger.Undecided(), new Suspect.Nobody(2), new Standing.Closed()))
                        .toList());

        assertThat(many.list()).hasSize(Incidents.MOST);
        assertThat(many.list().get(0).number()).isEqualTo(8);
        assertThat(IncidentsReader.read("demo", many.toJson())).contains(many);
    }

    @Test
    void longIncident_keepsItsDetectionAndTheNewest() {
        Incident incident = incident(1, new Trigger.Undecided(), new Suspect.Nobody(2), new Standing.Responding());
        for (int i = 0; i < 200; i++) {
            incident = incident.with(new IncidentEntry(100 + i, Phase.RESPONSE, "c", "paused/breached", "t" + i));
        }

        assertThat(incident.entries()).hasSize(1 + Incident.MOST_ENTRIES).startsWith(FOUND);
        assertThat(incident.entries().get(Incident.MOST_ENTRIES).text()).isEqualTo("t199");
    }
}
