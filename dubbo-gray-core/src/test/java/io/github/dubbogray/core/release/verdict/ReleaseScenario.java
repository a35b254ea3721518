package io.github.dubbogray.core.release.verdict;

import io.github.dubbogray.core.release.count.LaneCounts;
import java.util.function.LongFunction;

/**
 * How calls go in a release.
 *
 * @param name as the page has it
 * @param share gray's share by the document
 * @param calls makes the calls of a release from its seed, one look after the other
 */
record ReleaseScenario(String name, double share, LongFunction<Calls> calls) {

    /** How long from one look to the next. */
    static final int SECONDS = 10;

    /** Calls of one release. */
    interface Calls {

        /** Returns the calls of a look, from 0. */
        StepCalls of(int look);
    }

    /**
     * What holds in a look.
     *
     * @param perSecond calls a second of both lanes
     * @param share gray's part of them
     * @param gray gray's part that fails
     * @param stable stable's
     */
    record Rates(double perSecond, double share, double gray, double stable) {

        static Rates of(double gray, double stable) {
            return new Rates(100, 0.1, gray, stable);
        }
    }

    /** Rates of each second since the beginning. */
    interface Course {
        Rates at(int second);
    }

    /** Calls that fail one by one, each by itself. */
    static ReleaseScenario failing(String name, Course course) {
        return new ReleaseScenario(name, course.at(0).share(), seed -> {
            CallDraws draws = new CallDraws(seed);
            return look -> {
                Rates rates = course.at(look * SECONDS);
                return new StepCalls(
                        lane(draws, rates.perSecond() * rates.share(), rates.gray()),
                        lane(draws, rates.perSecond() * (1 - rates.share()), rates.stable()));
            };
        });
    }

    /** The same for slow calls, of which none fails. */
    static ReleaseScenario slow(String name, Course course) {
        return new ReleaseScenario(name, course.at(0).share(), seed -> {
            Calls failing = failing(name, course).calls().apply(seed);
            return look -> {
                StepCalls calls = failing.of(look);
                return new StepCalls(slowed(calls.gray()), slowed(calls.stable()));
            };
        });
    }

    /**
     * One user in a hundred always fails, in whichever lane; 2 000 users, a tenth of them gray, call every 20 s.
     *
     * @param mostOfOneUser how many failures of one user count as those of a key
     */
    static ReleaseScenario repeating(String name, int mostOfOneUser) {
        return new ReleaseScenario(name, 0.1, seed -> {
            CallDraws draws = new CallDraws(seed);
            FailingUsers gray = new FailingUsers(draws, 200, mostOfOneUser);
            FailingUsers stable = new FailingUsers(draws, 1_800, mostOfOneUser);
            return look -> new StepCalls(gray.look(), stable.look());
        });
    }

    /** Beside others, who fail with 1 %, one client makes nine of ten calls and never fails; its lane is drawn as any key's. */
    static ReleaseScenario withAGreatClient(String name) {
        return new ReleaseScenario(name, 0.1, seed -> {
            CallDraws draws = new CallDraws(seed);
            boolean isGray = draws.hits(1, 0.1) > 0;
            return look -> {
                LaneCounts gray = lane(draws, 10, 0.01);
                LaneCounts stable = lane(draws, 90, 0.01);
                LaneCounts great = lane(draws, 900, 0);
                return isGray ? new StepCalls(gray.plus(great), stable) : new StepCalls(gray, stable.plus(great));
            };
        });
    }

    private static LaneCounts lane(CallDraws draws, double perSecond, double rate) {
        long calls = draws.calls(perSecond * SECONDS);
        long failures = draws.hits(calls, rate);
        return new LaneCounts(calls, new LaneCounts.Of(failures, failures), LaneCounts.Of.NONE);
    }

    private static LaneCounts slowed(LaneCounts lane) {
        return new LaneCounts(lane.calls(), LaneCounts.Of.NONE, lane.failures());
    }

    /** The users of one lane. */
    private static final class FailingUsers {

        private static final double CALLS_OF_A_USER = SECONDS / 20.0;

        private final CallDraws draws;
        private final long[] failed;
        private final int most;
        private final int others;

        FailingUsers(CallDraws draws, int users, int most) {
            this.draws = draws;
            this.failed = new long[(int) draws.hits(users, 0.01)];
            this.most = most;
            this.others = users - failed.length;
        }

        LaneCounts look() {
            long calls = draws.calls(others * CALLS_OF_A_USER);
            long failures = 0;
            long firsts = 0;
            for (int user = 0; user < failed.length; user++) {
                long more = draws.calls(CALLS_OF_A_USER);
                firsts += Math.max(0, Math.min(more, most - failed[user]));
                failed[user] += more;
                calls += more;
                failures += more;
            }
            return new LaneCounts(calls, new LaneCounts.Of(failures, firsts), LaneCounts.Of.NONE);
        }
    }
}
