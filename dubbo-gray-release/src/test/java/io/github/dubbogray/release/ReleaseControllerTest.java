package io.github.dubbogray.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dubbogray.core.release.Order;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.Refusal;
import io.github.dubbogray.nacos.gray.Consumer;
import io.github.dubbogray.nacos.gray.ReleaseText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseControllerTest {

    private static final List<Integer> WHOLE_RELEASE = List.of(100, 1_000, 5_000, 10_000, 10_000);
    private static final int LONGEST_SECONDS = 3_600;
    private static final String HOUR = Rehearsal.PLAN.replace("{ share: 1%, hold: 1m }", "{ share: 1%, hold: 1h }");

    private final Rehearsal stage = new Rehearsal();

    @BeforeEach
    void start() {
        assertThat(stage.desk().start("r-1", Rehearsal.PLAN)).isInstanceOf(ReleaseDesk.Answer.Done.class);
    }

    private int runUntil(ReleaseController controller, BooleanSupplier isSo) throws InterruptedException {
        for (int second = 0; second < LONGEST_SECONDS; second++) {
            if (isSo.getAsBoolean()) {
                return second;
            }
            controller.look();
            stage.second();
        }
        throw new AssertionError("not so within an hour: " + stage.file());
    }

    private int runToTheEnd(ReleaseController controller) throws InterruptedException {
        return runUntil(controller, () -> stage.file().release().state().isFinal());
    }

    @Nested
    class GoodRelease {

        @Test
        void shares_riseToEverythingAndTheMarkGoes() throws InterruptedException {
            int seconds = runToTheEnd(stage.controller("a"));

            assertThat(stage.state()).isEqualTo("promoted");
            assertThat(stage.shares()).isEqualTo(WHOLE_RELEASE);
            assertThat(Rehearsal.table(stage.store.document).release()).isEqualTo(ReleaseMark.NONE);
            assertThat(seconds).isBetween(210, 260);
        }

        @Test
        @DisplayName("What was called before all consumers went by a step, or while nobody looked, is judged by nobody")
        void figures_areOfTheStepAlone() throws InterruptedException {
            ReleaseController controller = stage.controller("a");
            runUntil(controller, () -> stage.state().equals("running/judging"));
            for (int i = 0; i < 35; i++) { // kept after 30
                controller.look();
                stage.second();
            }
            long judged = stage.file()
                    .release()
                    .state()
                    .watched()
                    .orElseThrow()
                    .evidence()
                    .calls()
                    .gray()
                    .calls();

            assertThat(judged).isEqualTo(3 * 300 * 20); // two looks of ten seconds, three consumers, a hundredth
        }
    }

    @Nested
    class BadRelease {

        @Test
        void breach_isRolledBackAndTold() throws InterruptedException {
            stage.grayFails = 0.05;

            int seconds = runToTheEnd(stage.controller("a"));

            assertThat(stage.state()).isEqualTo("rolled-back");
            assertThat(stage.shares()).containsExactly(100, 0);
            assertThat(stage.told).anyMatch(line -> line.startsWith("CRITICAL release r-1 is rolling-back at step 1"));
            assertThat(seconds).isLessThan(60);
        }

        @Test
        void sharedOutage_isNobodys() throws InterruptedException {
            ReleaseController controller = stage.controller("a");
            runUntil(controller, () -> stage.shares().size() == 3);
            stage.grayFails = 0.3;
            stage.stableFails = 0.3;
            for (int i = 0; i < 30; i++) {
                controller.look();
                stage.second();
            }
            stage.grayFails = 0.001;
            stage.stableFails = 0.001;
            for (int i = 0; i < 120; i++) {
                controller.look();
                stage.second();
            }

            assertThat(stage.shares()).doesNotContain(0);
        }

        @Test
        @DisplayName("L3: a breach rolls back while an approval is waited for")
        void breachWhileWaiting_isRolledBack() throws InterruptedException {
            Rehearsal other = new Rehearsal();
            other.desk()
                    .start(
                            "r-2",
                            Rehearsal.PLAN.replace(
                                    "{ share: 1%, hold: 1m }", "{ share: 1%, hold: 1m, approve: true }"));
            ReleaseController controller = other.controller("a");
            for (int i = 0; i < LONGEST_SECONDS && !other.state().equals("waiting-for-approval"); i++) {
                controller.look();
                other.second();
            }
            other.grayFails = 0.05;
            for (int i = 0;
                    i < LONGEST_SECONDS && !other.file().release().state().isFinal();
                    i++) {
                controller.look();
                other.second();
            }

            assertThat(other.shares()).containsExactly(100, 0);
        }
    }

    @Nested
    class Deaths {

        /** Ends the process that runs a release, as a kill does: whatever it has not done is not done. */
        private static final class Killed extends Error {
            private static final long serialVersionUID = 1L;
        }

        @ParameterizedTest(name = "seed {0}")
        @DisplayName(
                "L3: whoever is killed at whatever request, another goes on at the same step, and no share moves twice")
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
        void killedLeader_losesNothing(long seed) throws InterruptedException {
            Random random = new Random(seed);
            int[] left = {random.nextInt(150)};
            Runnable mayKill = () -> {
                if (--left[0] < 0) {
                    left[0] = 20 + random.nextInt(400);
                    throw new Killed();
                }
            };
            stage.store.beforeRequest = mayKill;
            stage.store.afterChange = mayKill;
            int process = 0;
            int deaths = 0;
            ReleaseController controller = stage.controller("p-0");
            for (int second = 0; second < LONGEST_SECONDS; second++) {
                try {
                    Look look = controller.look();
                    if (look instanceof Look.Over) {
                        break;
                    }
                } catch (Killed killed) {
                    deaths++;
                    controller = stage.controller("p-" + ++process);
                }
                stage.second();
            }
            stage.store.beforeRequest = () -> {};
            stage.store.afterChange = () -> {};

            assertThat(deaths).isPositive();
            assertThat(stage.state()).isEqualTo("promoted");
            assertThat(stage.shares()).isEqualTo(WHOLE_RELEASE);
        }

        @Test
        void silentLeader_isFollowedWithinFifteenSeconds() throws InterruptedException {
            runUntil(stage.controller("a"), () -> stage.state().equals("running/judging"));
            ReleaseController next = stage.controller("b");

            int seconds = runUntil(next, () -> stage.file().lease().holder().equals("b"));

            assertThat(seconds).isLessThanOrEqualTo(15);
        }

        @Test
        void twoAtOnce_oneLeads() throws InterruptedException {
            ReleaseController one = stage.controller("a");
            ReleaseController other = stage.controller("b");
            for (int i = 0; i < 300; i++) {
                one.look();
                other.look();
                stage.second();
            }

            assertThat(stage.state()).isEqualTo("promoted");
            assertThat(stage.shares()).isEqualTo(WHOLE_RELEASE);
        }

        @Test
        @DisplayName("Who leads again counts nothing that another has judged in between")
        void leaderThatReturns_countsNothingTwice() throws InterruptedException {
            Rehearsal slow = new Rehearsal();
            slow.desk().start("r-1", HOUR);
            ReleaseController one = slow.controller("a");
            for (int i = 0; i < 10; i++) {
                one.look();
                slow.second();
            }
            ReleaseController other = slow.controller("b");
            for (int i = 0; i < 60; i++) { // a is silent
                other.look();
                slow.second();
            }
            for (int i = 0; i < 60; i++) { // b is silent
                one.look();
                slow.second();
            }
            long judged = slow.file()
                    .release()
                    .state()
                    .watched()
                    .orElseThrow()
                    .evidence()
                    .calls()
                    .gray()
                    .calls();

            assertThat(judged).isBetween(3 * 300 * 60L, 3 * 300 * 100L);
        }
    }

    @Nested
    class Texts {

        private int writesInTenMinutes() throws InterruptedException {
            Rehearsal slow = new Rehearsal();
            slow.store.beforeHeartbeat = stage.store.beforeHeartbeat;
            slow.desk().start("r-1", HOUR);
            ReleaseController controller = slow.controller("a");
            for (int i = 0; i < 600; i++) {
                assertThat(controller.look()).isInstanceOf(Look.Leading.class);
                slow.second();
            }
            return slow.store.writes.get(ReleaseText.STATE);
        }

        @Test
        @DisplayName("While a step is judged a text is kept each 30 s, as each one stays in Nacos's history")
        void judging_isKeptNowAndThen() throws InterruptedException {
            int writes = writesInTenMinutes();

            System.out.println("texts of the state in ten minutes of a step: " + writes);
            assertThat(writes).isBetween(20, 26);
        }

        @Test
        void heartbeatThatIsDenied_isMadeUpForByTexts() throws InterruptedException {
            stage.store.beforeHeartbeat = () -> {
                throw Refusal.ofServer("denied");
            };

            int writes = writesInTenMinutes();

            System.out.println("texts of the state in ten minutes of a step, heartbeat denied: " + writes);
            assertThat(writes).isBetween(115, 130);
        }

        @Test
        void heartbeat_keepsOthersOut() throws InterruptedException {
            ReleaseController one = stage.controller("a");
            runUntil(one, () -> stage.state().equals("running/judging"));
            ReleaseController other = stage.controller("b");
            for (int i = 0; i < 29; i++) { // no text comes in this time
                assertThat(one.look()).isInstanceOf(Look.Leading.class);
                assertThat(other.look()).isInstanceOf(Look.Following.class);
                stage.second();
            }
        }
    }

    @Nested
    class Consumers {

        @Test
        @DisplayName("When Nacos starts anew consumers come back one by one: the first of them are not all")
        void partOfTheConsumers_isNotAll() throws InterruptedException {
            ReleaseController controller = stage.controller("a");
            controller.look();
            Supplier<List<Consumer>> all = stage.store.consumers;
            stage.store.consumers = () -> all.get().subList(0, 1);
            for (int i = 0; i < 20; i++) {
                stage.second();
                controller.look();
            }
            assertThat(stage.state()).isEqualTo("running/spreading");
            assertThat(controller.look().reason()).contains("1 of 3 consumers run it");

            stage.store.consumers = all;
            stage.second();
            controller.look();
            assertThat(stage.state()).isEqualTo("running/judging");
        }

        @Test
        void consumerThatStaysAway_isNoConsumerAfterHalfAMinute() throws InterruptedException {
            ReleaseController controller = stage.controller("a");
            controller.look();
            Supplier<List<Consumer>> all = stage.store.consumers;
            stage.store.consumers = () -> all.get().subList(0, 2);

            assertThat(runUntil(controller, () -> stage.state().equals("running/judging")))
                    .isBetween(29, 33);
        }

        @Test
        void controllerThatFollows_knowsWhoIsMissingToo() throws InterruptedException {
            ReleaseController one = stage.controller("a");
            one.look();
            ReleaseController other = stage.controller("b");
            other.look();
            Supplier<List<Consumer>> all = stage.store.consumers;
            stage.store.consumers = () -> all.get().subList(0, 1);
            for (int i = 0; i < 15; i++) { // a is silent
                stage.second();
                other.look();
            }

            assertThat(stage.file().lease().holder()).isEqualTo("b");
            assertThat(stage.state()).isEqualTo("running/spreading");
        }
    }

    @Nested
    class Starts {

        private static final String OTHER_PLAN = Rehearsal.PLAN.replace("10%", "20%");

        /** Another operator does something between two requests of this one, once. */
        private void meanwhile(Rehearsal on, int request, Runnable something) {
            int[] left = {request};
            on.store.beforeRequest = () -> {
                if (left[0]-- == 0) {
                    on.store.beforeRequest = () -> {};
                    something.run();
                }
            };
        }

        @ParameterizedTest(name = "before request {0}")
        @DisplayName("Of two starts at one moment one wins, and the other is told; the plan is the winner's")
        @ValueSource(ints = {0, 1, 2, 3, 4, 5})
        void twoAtOnce_oneWins(int request) throws InterruptedException {
            Rehearsal other = new Rehearsal();
            List<ReleaseDesk.Answer> second = new ArrayList<>();
            meanwhile(other, request, () -> second.add(other.desk().start("r-bob", OTHER_PLAN)));
            ReleaseDesk.Answer first = other.desk().start("r-ann", Rehearsal.PLAN);
            other.store.beforeRequest = () -> {};
            if (second.isEmpty()) {
                second.add(other.desk().start("r-bob", OTHER_PLAN));
            }

            assertThat(Stream.of(first, second.get(0)).filter(ReleaseDesk.Answer.Done.class::isInstance))
                    .hasSize(1);
            assertThat(Stream.of(first, second.get(0)).filter(ReleaseDesk.Answer.Declined.class::isInstance))
                    .hasSize(1);
            boolean isAnns = first instanceof ReleaseDesk.Answer.Done;
            assertThat(other.file().release().id()).isEqualTo(isAnns ? "r-ann" : "r-bob");
            ReleaseController controller = other.controller("a");
            for (int i = 0; i < LONGEST_SECONDS && !(controller.look() instanceof Look.Over); i++) {
                other.second();
            }
            assertThat(other.shares()).contains(isAnns ? 1_000 : 2_000);
        }

        @Test
        @DisplayName("A controller that looks between the release and its plan waits for the plan")
        void controllerInBetween_waits() throws InterruptedException {
            Rehearsal other = new Rehearsal();
            other.desk().start("r-0", OTHER_PLAN);
            other.desk().give(new Order(Order.Command.ROLLBACK, "ann"));
            ReleaseController controller = other.controller("a");
            for (int i = 0; i < LONGEST_SECONDS && !(controller.look() instanceof Look.Over); i++) {
                other.second();
            }
            List<Look> looks = new ArrayList<>();
            other.store.afterChange = () -> {
                other.store.afterChange = () -> {};
                looks.add(lookOf(controller));
            };
            assertThat(other.desk().start("r-1", Rehearsal.PLAN)).isInstanceOf(ReleaseDesk.Answer.Done.class);

            assertThat(looks.get(0).reason()).contains("waits for its plan");
            controller.look();
            assertThat(other.state()).isEqualTo("running/publishing");
        }

        private static Look lookOf(ReleaseController controller) {
            try {
                return controller.look();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        @DisplayName("A start that ended before its plan was kept is finished by the same start again")
        void startWithoutItsPlan_isFinished() {
            Rehearsal other = new Rehearsal();
            other.store.afterChange = () -> {
                throw Refusal.ofServer("disk full");
            };
            assertThatThrownBy(() -> other.desk().start("r-1", Rehearsal.PLAN))
                    .isInstanceOf(NacosRequestException.class);
            other.store.afterChange = () -> {};

            assertThat(other.desk().start("r-1", OTHER_PLAN)).isInstanceOf(ReleaseDesk.Answer.Declined.class);
            assertThat(other.desk().start("r-1", Rehearsal.PLAN)).isInstanceOf(ReleaseDesk.Answer.Done.class);
            assertThat(other.store.plan()).isInstanceOf(PlanReading.Accepted.class);
        }
    }

    @Nested
    class Operators {

        @Test
        @DisplayName("L1: an operator's edit is kept, and the release says so and pauses")
        void edit_isKept() throws InterruptedException {
            ReleaseController controller = stage.controller("a");
            runUntil(controller, () -> stage.shares().size() == 2);
            String edited = stage.store.document + "# by hand\n";
            stage.store.document = edited;
            for (int i = 0; i < 60; i++) {
                controller.look();
                stage.second();
            }

            assertThat(stage.store.document).isEqualTo(edited);
            assertThat(stage.state()).isEqualTo("paused/unwatched");
            assertThat(stage.told).anyMatch(line -> line.startsWith("WARNING") && line.contains("the edit is kept"));
        }

        @Test
        @DisplayName("What was called during a pause for an edit is judged by nobody when the step begins anew")
        void callsDuringAnEdit_areNotJudged() throws InterruptedException {
            ReleaseController controller = stage.controller("a");
            runUntil(
                    controller,
                    () -> stage.shares().size() == 2 && stage.state().equals("running/judging"));
            stage.store.document = stage.store.document + "# by hand\n";
            stage.grayFails = 0.5;
            for (int i = 0; i < 60; i++) {
                controller.look();
                stage.second();
            }
            stage.grayFails = 0.001;
            stage.desk().give(new Order(Order.Command.RESUME, "ann"));
            runToTheEnd(controller);

            assertThat(stage.state()).isEqualTo("promoted");
        }

        @Test
        void whoOrders_andWhy_standBesideTheDocument() throws InterruptedException {
            ReleaseController controller = stage.controller("a");
            runUntil(controller, () -> stage.state().equals("running/judging"));
            ReleaseDesk.Answer answer = stage.desk().give(new Order(Order.Command.ROLLBACK, "bob", "errors"));

            assertThat(stage.store.notes).last().isEqualTo("bob, errors");
            assertThat(answer)
                    .isInstanceOfSatisfying(
                            ReleaseDesk.Answer.Done.class,
                            done -> assertThat(done.reason()).isEqualTo("rolled back by bob: errors"));
        }

        @Test
        void orderThatCannotBePublished_saysSoAndIsGivenAgain() throws InterruptedException {
            ReleaseController controller = stage.controller("a");
            runUntil(controller, () -> stage.state().equals("running/judging"));
            String before = stage.store.document;
            stage.store.afterChange = () -> stage.store.document = before + "# in between\n";
            ReleaseDesk.Answer first = stage.desk().give(new Order(Order.Command.ROLLBACK, "ann"));
            stage.store.afterChange = () -> {};
            ReleaseDesk.Answer second = stage.desk().give(new Order(Order.Command.ROLLBACK, "ann"));

            assertThat(first).isInstanceOf(ReleaseDesk.Answer.Kept.class);
            assertThat(second).isInstanceOf(ReleaseDesk.Answer.Done.class);
            assertThat(Rehearsal.share(Rehearsal.table(stage.store.document))).isZero();
        }

        @Test
        void planThatCannotBeRead_isWaitedFor() throws InterruptedException {
            ReleaseController controller = stage.controller("a");
            runUntil(controller, () -> stage.state().equals("running/judging"));
            stage.store.swap(
                    ReleaseText.PLAN, stage.store.read(ReleaseText.PLAN).orElseThrow(), "nonsense");

            assertThat(controller.look())
                    .isInstanceOfSatisfying(
                            Look.Away.class, away -> assertThat(away.reason()).contains("the plan cannot be read"));
        }

        @Test
        void orders_holdWhoeverRunsIt() throws InterruptedException {
            ReleaseController controller = stage.controller("a");
            runUntil(controller, () -> stage.state().equals("running/judging"));
            stage.desk().give(new Order(Order.Command.PAUSE, "ann"));
            for (int i = 0; i < 200; i++) {
                controller.look();
                stage.second();
            }
            assertThat(stage.shares()).containsExactly(100);
            assertThat(stage.state()).isEqualTo("paused/watched");

            stage.desk().give(new Order(Order.Command.ROLLBACK, "ann"));
            runToTheEnd(controller);
            assertThat(stage.shares()).containsExactly(100, 0);
        }

        @Test
        void secondStart_isDeclined() {
            assertThat(stage.desk().start("r-2", Rehearsal.PLAN)).isInstanceOf(ReleaseDesk.Answer.Declined.class);
        }

        @Test
        void planThatDoesNotFit_isRefusedWithItsProblems() {
            Rehearsal other = new Rehearsal();

            assertThat(other.desk().start("r-1", Rehearsal.PLAN.replace("rule: ramp", "rule: remp")))
                    .isInstanceOfSatisfying(
                            ReleaseDesk.Answer.Refused.class,
                            refused -> assertThat(refused.problems())
                                    .singleElement()
                                    .asString()
                                    .contains("remp"));
            assertThat(other.desk().file()).isEmpty();
        }
    }

    @Test
    void noTraffic_holdsAndSaysWhy() throws InterruptedException {
        stage.callsPerSecond = 0;
        ReleaseController controller = stage.controller("a");
        runUntil(controller, () -> stage.state().equals("inconclusive"));

        assertThat(controller.look().reason()).contains("gray had no calls in this step");
        assertThat(stage.shares()).containsExactly(100);
    }
}
