package io.github.dubbogray.core.health.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureRunTest {

    private final FailureRun run = new FailureRun(3);

    @Test
    void runThatASuccessEnded_isKeptUntilItIsTaken() {
        fail(4);
        run.succeeded();
        fail(3);
        run.succeeded();

        assertThat(run.takeLongest()).isEqualTo(4);
        assertThat(run.takeLongest()).isZero();
    }

    @Test
    void shortRuns_areNone() {
        for (int i = 0; i < 10; i++) {
            fail(2);
            run.succeeded();
        }

        assertThat(run.takeLongest()).isZero();
    }

    @Test
    void runThatGoesOn_isTakenAgain() {
        fail(3);
        assertThat(run.takeLongest()).isEqualTo(3);
        fail(1);
        assertThat(run.takeLongest()).isEqualTo(4);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            run.failed();
        }
    }
}
