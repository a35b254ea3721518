package io.github.dubbogray.router.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.testing.CapturedLog;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("D4: a bug is counted each time and logged once per cause")
class BugsTest {

    private final Meters meters = new Meters();
    private final Bugs bugs = new Bugs(meters);

    @Test
    void sameCauseTwice_isCountedTwiceAndLoggedOnce() {
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 2; i++) {
                bugs.report("A call passes unrouted.", new IllegalStateException("number " + i));
            }

            assertThat(meters.value(Meter.BUGS)).isEqualTo(2);
            assertThat(log.linesWith("This is a bug of dubbo-gray")).isEqualTo(1);
            assertThat(log.text()).contains("A call passes unrouted.").contains("number 0");
        }
    }

    @Test
    void otherCause_isLoggedToo() {
        try (CapturedLog log = new CapturedLog()) {
            bugs.report("A call passes unrouted.", new IllegalStateException("one"));
            bugs.report("A call passes unrouted.", new IllegalArgumentException("two"));

            assertThat(log.linesWith("This is a bug of dubbo-gray")).isEqualTo(2);
        }
    }

    @Test
    void bugWithoutStackTrace_isToldApartByItsClass() {
        try (CapturedLog log = new CapturedLog()) {
            bugs.report("A call passes unrouted.", bugOfLine(null));
            bugs.report("A call passes unrouted.", bugOfLine(null));

            assertThat(log.linesWith("This is a bug of dubbo-gray")).isEqualTo(1);
        }
    }

    @Test
    void manyCauses_areCountedButNoLongerLogged() {
        try (CapturedLog log = new CapturedLog()) {
            for (int line = 1; line <= 150; line++) {
                bugs.report("A call passes unrouted.", bugOfLine(line));
            }

            assertThat(meters.value(Meter.BUGS)).isEqualTo(150);
            assertThat(log.linesWith("This is a bug of dubbo-gray")).isEqualTo(100);
        }
    }

    private static Throwable bugOfLine(Integer line) {
        Throwable bug = new IllegalStateException("bug");
        bug.setStackTrace(
                line == null
                        ? new StackTraceElement[0]
                        : new StackTraceElement[] {new StackTraceElement("Some", "method", "Some.java", line)});
        return bug;
    }
}
