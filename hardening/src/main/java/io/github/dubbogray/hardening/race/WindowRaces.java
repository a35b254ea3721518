package io.github.dubbogray.hardening.race;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.count.Counts;
import io.github.dubbogray.core.health.count.SlidingWindow;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The windows of health: no call is lost, and none counted twice. */
public final class WindowRaces {

    private static final Duration WINDOW = Duration.ofSeconds(20);
    private static final long SLICE = 1_000_000_000;

    /** How many slices later the same place holds another slice. */
    private static final long ROUND = 32 * SLICE;

    private WindowRaces() {}

    private static SlidingWindow window() {
        return new SlidingWindow(WINDOW, Duration.ofMillis(100), 0);
    }

    /** The first calls of a slice, which make it. */
    @JCStressTest
    @Description("Two first calls of one slice, of which one fails: both are counted, and the failure once.")
    @org.openjdk.jcstress.annotations.Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "both, once each")
    @org.openjdk.jcstress.annotations.Outcome(expect = FORBIDDEN, desc = "a call is lost, or counted twice")
    @State
    public static class FirstCalls {

        private final SlidingWindow window = window();

        /** Succeeds. */
        @Actor
        public void succeed() {
            window.record(Outcome.SUCCESS, 0, 0);
        }

        /** Fails. */
        @Actor
        public void fail() {
            window.record(Outcome.FAILURE, 0, 0);
        }

        /** Reads when both are done. */
        @Arbiter
        public void read(II_Result result) {
            Counts counts = window.recent(0).whole();
            result.r1 = (int) counts.calls();
            result.r2 = (int) counts.failures();
        }
    }

    /** A place of the ring, and two calls of different slices in it. */
    @JCStressTest
    @Description(
            "A call, and one that ends a round of the ring later: the later one is counted, and not the earlier one"
                    + " with it.")
    @org.openjdk.jcstress.annotations.Outcome(
            id = "1, 0",
            expect = ACCEPTABLE,
            desc = "the later one in its slice alone")
    @org.openjdk.jcstress.annotations.Outcome(
            expect = FORBIDDEN,
            desc = "the later one is lost, or the earlier one is in its slice")
    @State
    public static class PlaceThatPassesOn {

        private final SlidingWindow window = window();

        /** Ends in the first slice. */
        @Actor
        public void early() {
            window.record(Outcome.SUCCESS, 0, 0);
        }

        /** Ends a round later. */
        @Actor
        public void late() {
            window.record(Outcome.SUCCESS, 0, ROUND);
        }

        /** Reads both slices. */
        @Arbiter
        public void read(II_Result result) {
            result.r1 = (int) window.recent(ROUND).tenth().calls();
            result.r2 = (int) window.recent(0).tenth().calls();
        }
    }

    /** A reader beside the calls. */
    @JCStressTest
    @Description("A call that fails while somebody reads: never is there a failure without its call.")
    @org.openjdk.jcstress.annotations.Outcome(
            id = {"0, 0", "1, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = "not yet, half, or all")
    @org.openjdk.jcstress.annotations.Outcome(expect = FORBIDDEN, desc = "a failure without its call")
    @State
    public static class ReadMeanwhile {

        private final SlidingWindow window = window();

        /** Fails. */
        @Actor
        public void fail() {
            window.record(Outcome.FAILURE, 0, 0);
        }

        /** Reads. */
        @Actor
        public void read(II_Result result) {
            Counts counts = window.recent(0).whole();
            result.r1 = (int) counts.calls();
            result.r2 = (int) counts.failures();
        }
    }
}
