package io.github.dubbogray.core.release.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.release.count.FailedCalls;
import io.github.dubbogray.core.release.count.FailedCalls.Trait;
import io.github.dubbogray.core.release.count.FailedCalls.Value;
import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.verdict.StepCalls;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TraitsTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static Caller caller(long calls, long failures, Map<Trait, Value> most, String... traces) {
        return new Caller(
                "web",
                "1@host",
                new StepCalls(new LaneCounts(calls, failures, 0), LaneCounts.NONE),
                new FailedCalls(most, List.of(traces)));
    }

    @Test
    @DisplayName("A method that fails where others do not is named, with traces to look at")
    void methodThatDiffers_isNamed() {
        List<Caller> callers = List.of(
                caller(200, 16, Map.of(Trait.METHOD, new Value("pay", 15, 50)), TRACE),
                caller(200, 14, Map.of(Trait.METHOD, new Value("pay", 14, 50)), TRACE));

        assertThat(new Traits(callers).describe())
                .isEqualTo(
                        "; method pay differs most: 29 of 100 of its gray calls failed, of all others' 1 of 300; traces "
                                + TRACE);
    }

    @Test
    void evenFailures_nameNothing() {
        List<Caller> callers = List.of(caller(200, 20, Map.of(Trait.METHOD, new Value("pay", 11, 100))));

        assertThat(new Traits(callers).describe()).isEmpty();
    }

    @Test
    void onlyMethod_isComparedWithNone() {
        List<Caller> callers = List.of(caller(200, 20, Map.of(Trait.METHOD, new Value("pay", 20, 200))));

        assertThat(new Traits(callers).describe()).isEmpty();
    }

    @Test
    @DisplayName("Counts that were read at another moment than their parts are no reason to fail")
    void partThatIsMoreThanItsWhole_isAll() {
        List<Caller> callers = List.of(
                caller(200, 20, Map.of(Trait.INSTANCE, new Value("10.0.0.1:1", 30, 300))),
                caller(0, 0, Map.of(Trait.VERSION, new Value("v2", 0, 0))));

        assertThat(new Traits(callers).describe()).isEmpty();
    }
}
