package io.github.dubbogray.router.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.release.count.FailedCalls;
import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.release.StepCounts.Ended;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StepCountsTest {

    private static final Ended WELL = new Ended(Outcome.SUCCESS, TimeUnit.MILLISECONDS.toNanos(500));
    private static final Ended FAILED = new Ended(Outcome.FAILURE, 1);
    private static final Ended SLOW = new Ended(Outcome.SUCCESS, TimeUnit.MILLISECONDS.toNanos(500) + 1);

    private StepCounts counts = StepCounts.NONE.under(table("release: { id: r-1, step: 1, slowerThan: 500ms }"));

    private static Table table(String more) {
        Reading reading = DocumentReader.read("""
                apiVersion: dubbo-gray/v1
                application: shop
                lanes: { canary: { labels: { version: v2 } } }
                rules:
                  - { id: qa, when: { attachment.type: qa }, to: canary }
                  - { id: drawn, when: { attachment.type: any }, to: { canary: 10%, stable: 90% } }
                  - { id: ramp, to: { canary: 10%, stable: 90% }, sticky: attachment.user-id }
                """ + more + "\n");
        return ((Reading.Accepted) reading).table();
    }

    private static Request user(String id) {
        return new HypotheticalRequest(Map.of("attachment.user-id", id), List.of());
    }

    private void count(String lane, String user, Ended ended) {
        counts.count("ramp", lane, user(user), ended);
    }

    private LaneCounts of(String lane) {
        return counts.report().map(report -> report.lane(lane)).orElseThrow();
    }

    private static LaneCounts.Of of(long calls, long keys) {
        return new LaneCounts.Of(calls, keys);
    }

    @Nested
    class Count {

        @Test
        void outcomes_areToldApartByLane() {
            count("canary", "a", WELL);
            count("canary", "b", FAILED);
            count("stable", "c", SLOW);

            assertThat(counts.report())
                    .contains(new StepReport(
                            "r-1",
                            1,
                            Map.of(
                                    "canary", new LaneCounts(2, of(1, 1), LaneCounts.Of.NONE),
                                    "stable", new LaneCounts(1, LaneCounts.Of.NONE, of(1, 1)))));
        }

        private static ServedCall call(String method, String instance, String trace) {
            return new ServedCall() {
                @Override
                public String method() {
                    return method;
                }

                @Override
                public String instance() {
                    return instance;
                }

                @Override
                public String trace() {
                    return trace;
                }
            };
        }

        private void ends(String lane, Outcome outcome, ServedCall served) {
            counts.count("ramp", lane, user("a"), new Ended(outcome, 1, served));
        }

        @Test
        void failedCallsToGray_areToldApartByWhatWasCalled() {
            String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
            ends("canary", Outcome.FAILURE, call("pay", "10.0.0.1:1", trace));
            ends("canary", Outcome.FAILURE, call("pay", "10.0.0.2:1", trace));
            ends("canary", Outcome.FAILURE, call("get", "10.0.0.2:1", "user's own text"));
            ends("canary", Outcome.SUCCESS, call("pay", "10.0.0.2:1", "0123456789abcdef"));
            ends("stable", Outcome.FAILURE, call("get", "10.0.0.3:1", "0123456789abcdef"));

            assertThat(counts.report().orElseThrow().failed())
                    .isEqualTo(new FailedCalls(
                            Map.of(
                                    FailedCalls.Trait.METHOD, new FailedCalls.Value("pay", 2, 3),
                                    FailedCalls.Trait.INSTANCE, new FailedCalls.Value("10.0.0.2:1", 2, 3)),
                            List.of(trace)));
        }

        @Test
        @DisplayName("However many methods there are, no more are told apart than a consumer has room for")
        void methodsBeyondTheMost_areInNoPart() {
            IntStream.range(0, 1_000).forEach(each -> ends("canary", Outcome.SUCCESS, call("m" + each, "", "")));
            ends("canary", Outcome.FAILURE, call("late", "", ""));
            ends("canary", Outcome.FAILURE, call("m0", "", ""));

            assertThat(counts.report().orElseThrow().failed().most())
                    .isEqualTo(Map.of(FailedCalls.Trait.METHOD, new FailedCalls.Value("m0", 1, 2)));
        }

        @Test
        void userWhoFailsAgain_isOneKey() {
            IntStream.range(0, 5).forEach(each -> count("canary", "same", FAILED));
            count("canary", "other", FAILED);

            assertThat(of("canary")).isEqualTo(new LaneCounts(6, of(6, 2), LaneCounts.Of.NONE));
        }

        @Test
        void callsWithoutKey_areOneEach() {
            counts.count("ramp", "canary", new HypotheticalRequest(Map.of(), List.of()), FAILED);
            counts.count("ramp", "canary", new HypotheticalRequest(Map.of(), List.of()), FAILED);
            counts.count("drawn", "canary", user("a"), FAILED);
            counts.count("drawn", "canary", user("a"), FAILED);

            assertThat(of("canary").failures()).isEqualTo(of(4, 4));
        }

        @Test
        void ruleThatDoesNotSplit_countsNothing() {
            counts.count("qa", "canary", user("a"), FAILED);
            counts.count("another", "canary", user("a"), FAILED);

            assertThat(of("canary")).isEqualTo(LaneCounts.NONE);
        }

        @Test
        void ignoredCall_isNoCall() {
            count("canary", "a", new Ended(Outcome.IGNORED, 1));

            assertThat(of("canary")).isEqualTo(LaneCounts.NONE);
        }

        @Test
        void moreKeysThanAreTold_endTheCountOfAllLanes() {
            IntStream.range(0, KeyLimit.MOST_KEYS).forEach(each -> count("canary", "u" + each, FAILED));
            count("canary", "one more", FAILED);
            count("stable", "another", FAILED);

            assertThat(of("canary").failures()).isEqualTo(of(KeyLimit.MOST_KEYS + 1L, KeyLimit.MOST_KEYS));
            assertThat(of("stable").failures()).isEqualTo(of(1, 0));
        }

        @Test
        void otherSplits_areNotCountedWhereTheRuleIsNamed() {
            counts = StepCounts.NONE.under(table("release: { id: r-1, step: 1, rule: ramp }"));
            counts.count("drawn", "canary", user("a"), FAILED);
            counts.count("ramp", "canary", user("a"), FAILED);

            assertThat(of("canary").calls()).isEqualTo(1);
        }
    }

    @Nested
    class Under {

        @Test
        void sameStepInAnotherText_goesOn() {
            count("canary", "a", WELL);
            counts = counts.under(table("release: { id: r-1, step: 1, slowerThan: 500ms }\nunmatched: stable"));

            assertThat(of("canary").calls()).isEqualTo(1);
        }

        @Test
        void nextStepOrRelease_beginsAnew() {
            count("canary", "a", WELL);
            StepCounts next = counts.under(table("release: { id: r-1, step: 2, slowerThan: 500ms }"));
            StepCounts other = counts.under(table("release: { id: r-2, step: 1, slowerThan: 500ms }"));

            assertThat(next.report()).contains(new StepReport("r-1", 2, Map.of()));
            assertThat(other.report()).contains(new StepReport("r-2", 1, Map.of()));
        }

        @Test
        void documentWithoutRelease_isIdle() {
            assertThat(counts.under(table("")).areIdle()).isTrue();
            assertThat(counts.under(table("")).report()).isEmpty();
            assertThat(counts.under(table("enabled: false\nrelease: { id: r-1, step: 1 }"))
                            .areIdle())
                    .isTrue();
        }
    }
}
