package io.github.dubbogray.core.release.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.verdict.Rate;
import io.github.dubbogray.core.release.verdict.Signal;
import io.github.dubbogray.core.release.verdict.StepCalls;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspectTest {

    private static Caller caller(String application, String process, long failures, long slow) {
        return new Caller(
                application,
                process,
                new StepCalls(new LaneCounts(1_000, failures, slow), new LaneCounts(10_000, failures / 10, 0)));
    }

    @Test
    void oneProcessThatFails_isNamedWithItsFigures() {
        List<Caller> callers = List.of(
                caller("web", "1@a", 10, 0),
                caller("web", "2@b", 200, 0),
                caller("app", "3@c", 12, 0),
                caller("app", "4@d", 8, 0));

        assertThat(Suspect.among(callers, Signal.ERRORS))
                .isEqualTo(new Suspect.One("web 2@b", new Rate(200, 1_000), new Rate(30, 3_000), new Rate(20, 10_000)));
    }

    @Test
    void applicationWhoseProcessesAllFail_isNamedAsAWhole() {
        List<Caller> callers = List.of(
                caller("web", "1@a", 100, 0),
                caller("web", "2@b", 100, 0),
                caller("app", "3@c", 10, 0),
                caller("app", "4@d", 10, 0));

        assertThat(Suspect.among(callers, Signal.ERRORS))
                .isInstanceOfSatisfying(
                        Suspect.One.class, one -> assertThat(one.name()).isEqualTo("web"));
    }

    @Test
    void callersThatDifferByChance_areNotBlamed() {
        List<Caller> callers =
                List.of(caller("web", "1@a", 50, 0), caller("web", "2@b", 62, 0), caller("app", "3@c", 45, 0));

        assertThat(Suspect.among(callers, Signal.ERRORS)).isEqualTo(new Suspect.Nobody(3));
    }

    @Test
    void signal_isTheOneThatIsAsked() {
        List<Caller> callers = List.of(caller("web", "1@a", 300, 10), caller("app", "2@b", 0, 300));

        assertThat(Suspect.among(callers, Signal.SLOW))
                .isInstanceOfSatisfying(
                        Suspect.One.class, one -> assertThat(one.name()).isEqualTo("app"));
    }

    @Test
    void callerWithFewerFailures_isNoSuspect() {
        List<Caller> callers = List.of(caller("web", "1@a", 0, 0), caller("web", "2@b", 300, 0));

        assertThat(Suspect.among(callers, Signal.ERRORS).describe()).startsWith("web 2@b differs most");
    }

    @Test
    void oneConsumer_hasNobodyToDifferFrom() {
        assertThat(Suspect.among(List.of(caller("web", "1@a", 300, 0)), Signal.ERRORS))
                .isEqualTo(new Suspect.Unknown("there is one consumer only"));
        assertThat(Suspect.among(List.of(), Signal.ERRORS)).isInstanceOf(Suspect.Unknown.class);
    }
}
