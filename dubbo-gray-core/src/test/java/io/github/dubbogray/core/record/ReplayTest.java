package io.github.dubbogray.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.dubbogray.core.rule.Bucket;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What recorded requests would get of another document")
class ReplayTest {

    private static final String RULES = """
            rules:
              - id: qa
                when: { attachment.kind: [qa, dev] }
                to: canary
              - id: buyers
                when: { method: buy, any: [{ application: web }, { attachment.kind: vip }] }
                to: { beta: 30%, stable: 70% }
              - id: ramp
                when: { attachment.user-id: { exists: true } }
                to: { canary: 10%, stable: 90% }
                sticky: attachment.user-id
              - id: rest
                when: { method: list }
                to: { canary: 50%, stable: 50% }
                sticky: attachment.nobody-has-it
            """;

    private static Replay replay(String before, String after, List<RecordedDecision> decisions) {
        Table then = Samples.table(Samples.text(before));
        return Replay.of(
                List.of(Samples.process(decisions.size(), decisions)),
                Samples.inForce(then),
                Samples.table(Samples.text(after)));
    }

    private static Replay replayed(String before, String after, Map<String, String> values) {
        Table then = Samples.table(Samples.text(before));
        return replay(before, after, List.of(Samples.decided(then, null, values, 0)));
    }

    private static Bounds now(Replay replay, String lane) {
        return replay.lanes().stream()
                .filter(share -> share.lane().equals(lane))
                .map(Replay.LaneShares::now)
                .findFirst()
                .orElse(Bounds.NONE);
    }

    @Nested
    @DisplayName("the same document")
    class Same {

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3})
        @DisplayName("gives every one of 100 000 decisions again")
        void everyDecision_isTheSame(long seed) {
            Table table = Samples.table(Samples.text(RULES + "unmatched: " + (seed == 1 ? "stable" : "open") + "\n"));
            List<RecordedDecision> decisions = Samples.traffic(table, 100_000, seed);

            Replay replay =
                    Replay.of(List.of(Samples.process(decisions.size(), decisions)), Samples.inForce(table), table);

            assertThat(replay.decisions()).isEqualTo(100_000);
            assertThat(replay.undecided()).isZero();
            assertThat(replay.unlike()).isZero();
            assertThat(replay.moves()).isEmpty();
            assertThat(replay.moving()).isEqualTo(Bounds.NONE);
            assertThat(replay.lanes()).hasSizeGreaterThan(3).allSatisfy(lane -> {
                assertThat(lane.now().isExact()).isTrue();
                assertThat(lane.now().least()).isCloseTo(lane.then(), within(1e-9));
            });
        }

        @Test
        void aChangedRecording_isNoticed() {
            Table table = Samples.table(Samples.text(RULES));
            RecordedDecision good = Samples.decided(table, null, Map.of("attachment.kind", "qa"), 0);
            RecordedDecision changed =
                    new RecordedDecision(good.request(), "ramp", good.drawn(), good.lane(), good.ended());

            assertThat(replay(RULES, RULES, List.of(good, changed)).unlike()).isEqualTo(1);
        }
    }

    @Nested
    class Splits {

        @Test
        void aRaisedShare_takesTheBucketsBetween() {
            Table then = Samples.table(Samples.text(RULES));
            List<RecordedDecision> decisions = IntStream.range(0, 2_000)
                    .mapToObj(i -> Samples.decided(then, null, Map.of("attachment.user-id", "u" + i), 0))
                    .toList();
            long between = IntStream.range(0, 2_000)
                    .map(i -> Bucket.of(Bucket.salt("shop", "ramp"), "u" + i))
                    .filter(bucket -> bucket >= 1_000 && bucket < 2_500)
                    .count();

            Replay replay = replay(RULES, RULES.replace("10%, stable: 90%", "25%, stable: 75%"), decisions);

            assertThat(replay.moves()).singleElement().satisfies(move -> {
                assertThat(List.of(move.from(), move.to())).containsExactly("stable", "canary");
                assertThat(move.share().least()).isCloseTo(between / 2_000.0, within(1e-9));
                assertThat(move.share().isExact()).isTrue();
            });
        }

        @Test
        @DisplayName("a draw is taken to fall as it fell")
        void aDraw_isTheRecordedNumber() {
            Table then = Samples.table(Samples.text(RULES));
            Map<String, String> buyer = Map.of("method", "buy", "application", "web");
            List<RecordedDecision> decisions =
                    List.of(Samples.decided(then, null, buyer, 2_999), Samples.decided(then, null, buyer, 3_000));

            Replay replay = replay(RULES, RULES.replace("beta: 30%, stable: 70%", "beta: 40%, stable: 60%"), decisions);

            assertThat(now(replay, "beta")).isEqualTo(new Bounds(1, 1));
        }

        @Test
        void anotherKey_givesTheExpectedShare() {
            Replay replay = replayed(
                    RULES,
                    RULES.replace("sticky: attachment.user-id", "sticky: attachment.session"),
                    Map.of("attachment.user-id", "u1"));

            assertThat(now(replay, "canary")).isEqualTo(new Bounds(0.1, 0.1));
            assertThat(replay.undecided()).isEqualTo(1);
        }
    }

    @Nested
    class Conditions {

        private static final Map<String, String> PLAIN = Map.of("method", "get", "application", "web");

        @ParameterizedTest(name = "{0}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "one that was asked in another rule | { attachment.kind: [dev, qa] } | 0 | 0",
                    "a part of one that held | { attachment.kind: qa } | 0 | 1",
                    "one that a failing one implies not | { attachment.kind: [qa, dev, vip] } | 0 | 1",
                    "one that would imply what failed | { attachment.kind: dev } | 0 | 0",
                    "on the method | { method: { prefix: g } } | 1 | 1",
                    "on the caller | { application: app } | 0 | 0",
                    "of which a part fails | { method: buy, attachment.new: x } | 0 | 0",
                    "of which a part is unknown | { method: get, attachment.new: x } | 0 | 1",
                    "of which one alternative holds | { any: [{ attachment.new: x }, { method: get }] } | 1 | 1",
                    "always | {} | 1 | 1",
                })
        void aCondition_isKnownAsFarAsItFollows(String what, String when, double least, double most) {
            String before = "rules: [{ id: a, when: { attachment.kind: [qa, dev] }, to: beta }]\n";
            boolean isPart = what.startsWith("a part of one that held");
            Replay replay = replayed(
                    before,
                    "rules: [{ id: b, when: " + when + ", to: canary }]\n",
                    isPart ? Map.of("attachment.kind", "qa") : PLAIN);

            assertThat(now(replay, "canary")).isEqualTo(new Bounds(least, most));
        }

        @Test
        @DisplayName("what held implies what is wider")
        void aWiderCondition_holds() {
            Replay replay = replayed(
                    "rules: [{ id: a, when: { attachment.kind: [qa, dev] }, to: beta }]\n",
                    "rules: [{ id: b, when: { attachment.kind: [qa, dev, vip] }, to: canary }]\n",
                    Map.of("attachment.kind", "dev"));

            assertThat(now(replay, "canary")).isEqualTo(new Bounds(1, 1));
            assertThat(replay.moves()).containsExactly(new Replay.Move("beta", "canary", new Bounds(1, 1)));
        }

        @Test
        void absence_isTheOtherSideOfPresence() {
            Replay replay = replayed(
                    "rules: [{ id: a, when: { attachment.kind: { exists: true } }, to: beta }]\n",
                    "rules: [{ id: b, when: { attachment.kind: { exists: false } }, to: canary }]\n",
                    PLAIN);

            assertThat(now(replay, "canary")).isEqualTo(new Bounds(1, 1));
        }

        @Test
        @DisplayName("the bounds hold what really happens, whatever the new rules ask")
        void bounds_holdTheTruth() {
            Table then = Samples.table(Samples.text(RULES));
            String rules = """
                    rules:
                      - { id: vips, when: { attachment.kind: vip }, to: beta }
                      - { id: qa, when: { attachment.kind: [qa] }, to: canary }
                      - id: ramp
                        when: { attachment.user-id: { prefix: u1 } }
                        to: { canary: 60%, stable: 40% }
                        sticky: attachment.user-id
                    """;
            Table next = Samples.table(Samples.text(rules));
            List<RecordedDecision> recorded = Samples.traffic(then, 20_000, 7);
            List<RecordedDecision> truth = Samples.traffic(next, 20_000, 7); // the same requests

            Replay replay = replay(RULES, rules, recorded);

            assertThat(replay.undecided()).isPositive();
            for (String lane : List.of("canary", "beta", "stable", "untagged")) {
                double share =
                        truth.stream().filter(each -> each.lane().equals(lane)).count() / 20_000.0;
                assertThat(share)
                        .isBetween(
                                now(replay, lane).least() - 1e-9,
                                now(replay, lane).most() + 1e-9);
            }
            long moved = IntStream.range(0, 20_000)
                    .filter(i -> !recorded.get(i).lane().equals(truth.get(i).lane()))
                    .count();
            assertThat(moved / 20_000.0)
                    .isBetween(replay.moving().least() - 1e-9, replay.moving().most() + 1e-9);
        }
    }

    @Nested
    class Tags {

        @Test
        @DisplayName("R1: a request with a tag is asked nothing, under no document")
        void aTag_stays() {
            Table then = Samples.table(Samples.text(RULES));
            RecordedDecision tagged = Samples.decided(then, "beta", Map.of("attachment.kind", "qa"), 0);

            Replay replay = replay(RULES, "rules: [{ id: all, to: canary }]\n", List.of(tagged));

            assertThat(now(replay, "beta")).isEqualTo(new Bounds(1, 1));
        }

        @Test
        @DisplayName("D2: a document that is switched off sends tags to stable, too")
        void switchedOff_everythingIsStable() {
            Table then = Samples.table(Samples.text(RULES));
            List<RecordedDecision> decisions = Samples.traffic(then, 100, 5);

            Replay replay = replay(RULES, "enabled: false\n" + RULES, decisions);

            assertThat(now(replay, "stable")).isEqualTo(new Bounds(1, 1));
        }

        @Test
        @DisplayName("a document that was switched off is known to its rules all the same")
        void switchedOn_rulesAreKnown() {
            Table off = Samples.table(Samples.text("enabled: false\n" + RULES));
            List<RecordedDecision> decisions = List.of(Samples.decided(off, null, Map.of("attachment.kind", "qa"), 0));

            Replay replay = replay("enabled: false\n" + RULES, RULES, decisions);

            assertThat(replay.moves()).containsExactly(new Replay.Move("stable", "canary", new Bounds(1, 1)));
        }
    }

    @Nested
    @DisplayName("several applications and processes")
    class Several {

        @Test
        @DisplayName("I4: who comes first in name order and claims, keeps the request")
        void theFirstApplication_keepsItsClaim() {
            Table bazaar = Samples.table(Samples.text("rules: [{ id: a, when: { method: buy }, to: beta }]\n")
                    .replace("application: shop", "application: bazaar"));
            Table shop = Samples.table(Samples.text("rules: []\n"));
            List<RecordedDecision> decisions = List.of(
                    Samples.decided(List.of(bazaar, shop), null, Map.of("method", "buy"), 0),
                    Samples.decided(List.of(bazaar, shop), null, Map.of("method", "get"), 0));

            Replay replay = Replay.of(
                    List.of(Samples.process(2, decisions)),
                    Samples.inForce(bazaar, shop),
                    Samples.table(Samples.text("rules: [{ id: all, to: canary }]\n")));

            assertThat(replay.unlike()).isZero();
            assertThat(replay.moves()).containsExactly(new Replay.Move("untagged", "canary", new Bounds(0.5, 0.5)));
        }

        @Test
        @DisplayName("a decision stands for as many calls as its process made of each")
        void processes_countByTheirCalls() {
            Table table = Samples.table(Samples.text(RULES));
            RecordedDecision qa = Samples.decided(table, null, Map.of("attachment.kind", "qa"), 0);
            RecordedDecision open = Samples.decided(table, null, Map.of(), 0);

            Replay replay = Replay.of(
                    List.of(
                            Samples.process(300, List.of(qa, qa, qa)),
                            Samples.process(100, List.of(open, open, open, open, open))),
                    Samples.inForce(table),
                    table);

            assertThat(replay.lanes())
                    .containsExactly(
                            new Replay.LaneShares("canary", 0.75, new Bounds(0.75, 0.75)),
                            new Replay.LaneShares("untagged", 0.25, new Bounds(0.25, 0.25)));
        }

        @Test
        void otherApplications_areLeftOut() {
            Table bazaar =
                    Samples.table(Samples.text("rules: []\n").replace("application: shop", "application: bazaar"));

            Replay replay = Replay.of(
                    List.of(Samples.process(1, List.of(Samples.decided(bazaar, null, Map.of(), 0)))),
                    Samples.inForce(bazaar),
                    Samples.table(Samples.text("rules: []\n")));

            assertThat(replay.decisions()).isZero();
            assertThat(replay.lanes()).isEmpty();
        }
    }
}
