package io.github.dubbogray.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.release.Order.Command;
import io.github.dubbogray.core.release.verdict.Evidence;
import io.github.dubbogray.core.release.verdict.Figures;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {

    private static final List<String> ALL_STEPS =
            List.of("100 at step 1", "1000 at step 2", "5000 at step 3", "10000 at step 4", "10000 without a step");
    private static final String WITHOUT_APPROVAL = World.PLAN.replace(", approve: true", "");

    @Nested
    class GoodRelease {

        @Test
        void goesThroughItsSteps_inTheirTime() {
            World world = new World(WITHOUT_APPROVAL).untilState("promoted");

            assertThat(world.changes()).isEqualTo(ALL_STEPS);
            assertThat(world.publishedAt.get(1) - world.publishedAt.get(0)).isBetween(300_000L, 310_000L);
            assertThat(world.publishedAt.get(2) - world.publishedAt.get(1)).isBetween(600_000L, 610_000L);
            assertThat(world.publishedAt.get(3) - world.publishedAt.get(2)).isBetween(600_000L, 610_000L);
        }

        @Test
        void leavesTheTextAsItWas_butForTheShare() {
            assertThat(new World(WITHOUT_APPROVAL).untilState("promoted").text)
                    .isEqualTo(World.DOCUMENT.replace("canary: 0%, stable: 100%", "canary: 100%, stable: 0%"));
        }

        @Test
        void tellsOfEachStepAndOfItsEnd() {
            assertThat(new World(WITHOUT_APPROVAL)
                            .untilState("promoted").told.stream().map(tell -> tell.level() + " " + tell.text()))
                    .startsWith("INFO release r-1 is running at step 1: the release begins")
                    .endsWith("INFO release r-1 is promoted at step 4: the lane has everything")
                    .hasSize(5);
        }

        @Test
        void history_hasEachStateOnce() {
            assertThat(new World(WITHOUT_APPROVAL)
                            .untilState("promoted").release().history().stream()
                                    .map(entry -> entry.state() + " " + entry.step()))
                    .startsWith(
                            "running/publishing 1", "running/spreading 1", "running/judging 1", "running/publishing 2")
                    .endsWith("running/judging 4", "running/closing 4", "promoted 4")
                    .doesNotHaveDuplicates();
        }

        @Test
        void isOver_whenItIsPromoted() {
            World world = new World(WITHOUT_APPROVAL).untilState("promoted");
            Release before = world.release();

            world.edit(World.DOCUMENT);
            world.grayRate = 1;
            world.pass(100);

            assertThat(world.release()).isEqualTo(before);
            assertThat(world.order(Command.ROLLBACK))
                    .isEqualTo(new Order.Result.Declined("the release is over: promoted"));
        }
    }

    @Nested
    @DisplayName("L3: a breach rolls back in every phase")
    class Breach {

        @Test
        void whileTheStepHolds_rollsBack() {
            World world = new World().untilStep(1).pass(30);
            world.grayRate = 0.26;

            world.untilState("rolled-back");

            assertThat(world.changes()).containsExactly("100 at step 1", "0 without a step");
            assertThat(world.text).isEqualTo(World.DOCUMENT);
            assertThat(world.told.get(1).level()).isEqualTo(Action.Level.CRITICAL);
            assertThat(world.told.get(1).text()).contains("is rolling-back at step 1: ", " gray calls failed, ");
        }

        @Test
        void whileItWaitsForAnApproval_rollsBack() {
            World world = new World().untilState("waiting-for-approval");
            world.grayRate = 0.26;

            assertThat(world.untilState("rolled-back").changes())
                    .containsExactly("100 at step 1", "1000 at step 2", "0 without a step");
        }

        @Test
        void whileItIsInconclusive_rollsBack() {
            World world = new World();
            world.callsPerSecond = 100;
            world.untilState("inconclusive");
            world.callsPerSecond = 4_000;
            world.grayRate = 0.26;

            world.untilState("rolled-back");
        }

        @Test
        void whileItIsPaused_rollsBack() {
            World world = new World().untilStep(2);
            world.order(Command.PAUSE);
            world.pass(3_600);
            assertThat(world.state().id()).isEqualTo("paused/watched");

            world.grayRate = 0.26;
            world.untilState("rolled-back");
        }

        @Test
        void inTheLastStep_hasNothingToBeComparedWith() {
            World world = new World(WITHOUT_APPROVAL.replace("{ share: 100% }", "{ share: 100%, hold: 5m }"));
            world.untilStep(4);
            world.grayRate = 1;

            assertThat(world.untilState("promoted").changes()).isEqualTo(ALL_STEPS);
        }

        @Test
        void withThePlanToPause_pausesAndIsUrgent() {
            World world = new World(World.PLAN + "onBreach: pause\n").untilStep(1);
            world.grayRate = 0.26;

            world.untilState("paused/breached").pass(100);

            assertThat(world.changes()).containsExactly("100 at step 1");
            assertThat(world.told.get(world.told.size() - 1).level()).isEqualTo(Action.Level.CRITICAL);
        }

        @Test
        void whileConsumersTakeTheShareOver_isNotJudged() {
            World world = new World().untilState("running/spreading");
            world.grayRate = 1;
            world.tick();
            assertThat(world.state().id()).isEqualTo("running/spreading");
            world.grayRate = 0;

            assertThat(world.untilState("running/publishing").state().step()).isEqualTo(2);
        }

        @Test
        void inADocumentThatCannotBeChanged_waitsTillItCan() {
            World world = new World().untilStep(1);
            world.edit(world.text + "rubbish: true\n");
            world.order(Command.ROLLBACK);
            world.pass(100);
            assertThat(world.state().id()).isEqualTo("rolling-back/blocked");

            world.edit(world.text.replace("rubbish: true\n", ""));

            assertThat(world.untilState("rolled-back").text).isEqualTo(World.DOCUMENT);
        }
    }

    @Test
    @DisplayName("L2: an outage that both share rolls nothing back")
    void sharedOutage_rollsNothingBack() {
        World world = new World(WITHOUT_APPROVAL).untilStep(2).pass(60);
        world.grayRate = 0.5;
        world.stableRate = 0.5;
        world.pass(120);
        world.grayRate = 0;
        world.stableRate = 0;

        assertThat(world.untilState("promoted").changes()).isEqualTo(ALL_STEPS);
    }

    @Nested
    @DisplayName("L2: too little traffic is inconclusive, which never promotes")
    class NoDecision {

        @Test
        void noTraffic_holdsAndSaysWhy() {
            World world = new World();
            world.callsPerSecond = 0;

            world.untilState("inconclusive").tick();

            assertThat(world.reason).isEqualTo("gray had no calls in this step");
            assertThat(world.untilState("paused/watched").reason)
                    .isEqualTo("not decided in time: gray had no calls in this step");
            assertThat(world.changes()).containsExactly("100 at step 1");
        }

        @Test
        void trafficThatComesLater_goesOn() {
            World world = new World();
            world.callsPerSecond = 0;
            world.untilState("inconclusive");
            world.callsPerSecond = 4_000;

            assertThat(world.untilState("running/publishing").state().step()).isEqualTo(2);
        }

        @Test
        void withThePlanToRollBack_rollsBack() {
            World world = new World(World.PLAN.replace("then: pause", "then: rollback"));
            world.callsPerSecond = 0;

            assertThat(world.untilState("rolled-back").changes()).containsExactly("100 at step 1", "0 without a step");
        }

        @Test
        void consumerThatDoesNotFollow_isWaitedForAsLong() {
            World world = new World().untilState("running/spreading");
            Release release = world.release();
            Observation seen = new Observation(
                    world.now + 1_800_000,
                    DocumentSeen.Present.of(world.text),
                    List.of("other", DocumentReader.revisionOf(world.text)),
                    Figures.NONE);

            assertThat(release.next(world.plan, seen).release().state())
                    .isEqualTo(new Paused.Unwatched(1, "not taken over in time: 1 of 2 consumers run it"));
        }
    }

    @Nested
    @DisplayName("L1: an operator's edit wins, and the release pauses and says so")
    class Edits {

        @ParameterizedTest
        @ValueSource(strings = {"running/spreading", "running/judging", "waiting-for-approval", "running/publishing"})
        void inEveryPhase_isKept(String phase) {
            World world = new World().untilState("running/judging").pass(1);
            world.until(() -> world.state().id().equals(phase));
            String edited = world.text.replace("# the ramp", "# by ann");
            world.edit(edited);

            world.pass(3_600);

            assertThat(world.text).isEqualTo(edited);
            assertThat(world.state())
                    .isInstanceOfSatisfying(
                            Paused.Unwatched.class,
                            paused -> assertThat(paused.reason())
                                    .isEqualTo("somebody else has changed the document; the edit is kept"));
        }

        @Test
        void afterAResume_theStepBeginsAnewOnTheEditedText() {
            World world = new World(WITHOUT_APPROVAL).untilStep(2).pass(500);
            world.edit(world.text
                    .replace("# the ramp", "# by ann")
                    .replace("canary: 10%, stable: 90%", "canary: 3%, stable: 97%"));
            world.pass(10);

            world.order(Command.RESUME);
            world.untilStep(2);

            assertThat(world.changes()).endsWith("1000 at step 2");
            assertThat(world.untilState("promoted").text).contains("# by ann", "canary: 100%");
        }

        @Test
        void afterARollbackWasPublished_losesTheShareAgain() {
            World world = new World().untilStep(2);
            world.order(Command.ROLLBACK);
            world.untilState("rolling-back/spreading");
            world.edit(World.DOCUMENT.replace("canary: 0%, stable: 100%", "canary: 50%, stable: 50%"));

            assertThat(World.share(World.tableOf(world.untilState("rolled-back").text)))
                    .isZero();
        }

        @ParameterizedTest
        @DisplayName("A lane that has nothing of the rule any more is rolled back: there is nothing to take away")
        @ValueSource(strings = {"the rule is gone", "the lane is not in it", "there is no document"})
        void thatTakesTheShareItself_isTheRollback(String how) {
            World world = new World(WITHOUT_APPROVAL).untilStep(2);
            String ramp = "  - { id: ramp, to: { canary: 10%, stable: 90% }, sticky: attachment.user-id } # the ramp\n";
            assertThat(world.text).contains(ramp);
            world.edit(
                    switch (how) {
                        case "the rule is gone" -> world.text.replace("rules:\n" + ramp, "");
                        case "the lane is not in it" -> world.text.replace("canary: 10%, stable: 90%", "stable: 100%");
                        default -> "";
                    });
            world.order(Command.ROLLBACK);

            assertThat(world.untilState("rolled-back").text).doesNotContain("release:");
            assertThat(world.release().history())
                    .extracting(HistoryEntry::reason)
                    .anySatisfy(reason -> assertThat(reason).contains("lane canary by rule ramp gets nothing"));
        }

        @Test
        void duringARollback_isKeptAndTheShareTakenOut() {
            World world = new World().untilStep(2);
            world.death = World.Death.BEFORE_IT_ACTS;
            world.order(Command.ROLLBACK);
            world.death = World.Death.NEVER;
            world.edit(world.text.replace("# the ramp", "# by ann"));

            assertThat(world.untilState("rolled-back").text)
                    .isEqualTo(World.DOCUMENT.replace("# the ramp", "# by ann"));
        }
    }

    @Nested
    class NacosAway {

        @ParameterizedTest
        @ValueSource(strings = {"pending", "running/publishing", "running/spreading", "running/judging"})
        void forAMinute_nothingMovesAndThenItGoesOn(String phase) {
            World world = new World(WITHOUT_APPROVAL).untilState(phase);
            Release before = world.release();
            world.isAway = true;
            world.pass(60);
            assertThat(world.release()).isEqualTo(before);
            assertThat(world.reason).isEqualTo("nothing moves: Nacos does not answer");

            world.isAway = false;
            assertThat(world.untilState("promoted").changes()).isEqualTo(ALL_STEPS);
        }
    }

    @Nested
    @DisplayName("L3: the owner's death loses nothing: another goes on at the same step, and no share moves twice")
    class Deaths {

        private static final List<World.Death> DEATHS = List.of(World.Death.values());

        static List<Long> seeds() {
            return LongStream.range(0, 20).boxed().toList();
        }

        @ParameterizedTest(name = "seed {0}")
        @MethodSource("seeds")
        void atRandomMoments_changeNothing(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            World world = new World(WITHOUT_APPROVAL.replaceAll("hold: \\d+m }", "hold: 20s }"));
            world.callsPerSecond = 40_000;
            world.until(() -> {
                world.death = DEATHS.get(random.nextInt(DEATHS.size()));
                return world.state().isFinal();
            });

            assertThat(world.changes()).isEqualTo(ALL_STEPS);
        }

        @ParameterizedTest
        @EnumSource(World.Death.class)
        void atEveryTickOnce_changeNothing(World.Death death) {
            World alive = new World(WITHOUT_APPROVAL.replaceAll("hold: \\d+m }", "hold: 20s }"));
            alive.callsPerSecond = 40_000;
            World world = new World(WITHOUT_APPROVAL.replaceAll("hold: \\d+m }", "hold: 20s }"));
            world.callsPerSecond = 40_000;
            while (!world.state().isFinal()) {
                world.death = death;
                world.tick();
                world.death = World.Death.NEVER;
                world.tick();
            }

            assertThat(world.changes()).isEqualTo(alive.untilState("promoted").changes());
            assertThat(world.text).isEqualTo(alive.text);
        }
    }

    @Nested
    class Orders {

        @Test
        void approval_goesOn() {
            World world = new World().untilState("waiting-for-approval").pass(3_600);
            assertThat(world.changes()).hasSize(2);

            world.order(Command.APPROVE);

            assertThat(world.changes()).endsWith("5000 at step 3");
            assertThat(world.release().history())
                    .last()
                    .isEqualTo(new HistoryEntry(world.now, "running/publishing", 3, "approved by ann"));
        }

        @ParameterizedTest(name = "{0} while {1}")
        @CsvSource({
            "APPROVE, running/judging, nothing waits for an approval: running/judging",
            "RESUME, running/judging, it is not paused: running/judging",
            "PAUSE, rolling-back/publishing, there is nothing to pause: rolling-back/publishing",
            "PROMOTE, rolling-back/publishing, it is being rolled back"
        })
        void orderThatDoesNotFit_isDeclined(Command command, String state, String reason) {
            World world = new World().untilStep(1);
            if (state.startsWith("rolling")) {
                world.order(Command.ROLLBACK);
            }

            assertThat(world.state().id()).isEqualTo(state);
            assertThat(world.order(command)).isEqualTo(new Order.Result.Declined(reason));
        }

        @Test
        @DisplayName("L3: a share that is just published is judged, whoever wants to pause")
        void pauseWhileAShareSpreads_isDeclined() {
            World world = new World().untilState("running/spreading");

            assertThat(world.order(Command.PAUSE))
                    .isEqualTo(new Order.Result.Declined(
                            "step 1 is just being taken over, and would be judged by nobody; order it again in a moment,"
                                    + " or roll back"));
        }

        @Test
        void rollbackThatWasNotPublished_isOrderedAgain() {
            World world = new World().untilStep(2);
            world.death = World.Death.BEFORE_IT_ACTS;
            world.order(Command.ROLLBACK);
            assertThat(world.state().id()).isEqualTo("rolling-back/publishing");
            world.death = World.Death.NEVER;

            assertThat(world.order(Command.ROLLBACK)).isInstanceOf(Order.Result.Obeyed.class);
            assertThat(world.changes()).endsWith("0 without a step");
        }

        @Test
        void planThatChangesDuringAPause_judgesNothing() {
            World world = new World(WITHOUT_APPROVAL).untilStep(3);
            world.order(Command.PAUSE);
            world.plan = World.planOf(World.PLAN.replaceAll("(?m)^  - .share: (10|50)%.*\\n", ""));
            world.pass(60);

            assertThat(world.state())
                    .isInstanceOfSatisfying(
                            Paused.Unwatched.class,
                            paused -> assertThat(paused.reason()).startsWith("the plan was changed"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"APPROVE", "RESUME", "PROMOTE"})
        void planOfAnotherShare_isGoneByInNoOrder(String command) {
            World world = new World().untilStep(2);
            world.edit(
                    world.text.replace("id: ramp,", "id: other, to: { canary: 0%, stable: 100% } }\n  - { id: ramp,"));
            world.plan = World.planOf(World.PLAN, world.text, "other");

            assertThat(world.order(Command.valueOf(command)))
                    .isInstanceOfSatisfying(
                            Order.Result.Declined.class,
                            declined -> assertThat(declined.reason())
                                    .isEqualTo("the plan is of lane canary by rule other, and the release of lane"
                                            + " canary by rule ramp: put that plan back first, or roll back"));
        }

        @ParameterizedTest
        @DisplayName("L3: what is rolled back is the share that the release has moved, whatever plan is there now")
        @ValueSource(strings = {"rule", "lane"})
        void planOfAnotherShare_isNotRolledBack(String what) {
            World world = new World(WITHOUT_APPROVAL).untilStep(2);
            world.edit(world.text
                    .replace("lanes: {", "lanes: { beta: { labels: { version: v3 } },")
                    .replace("id: ramp,", "id: other, to: { canary: 7%, stable: 93% } }\n  - { id: ramp,"));
            world.plan = what.equals("rule")
                    ? World.planOf(World.PLAN, world.text, "other")
                    : World.planOfLane(
                            World.PLAN,
                            world.text.replace("canary: 10%, stable: 90%", "beta: 0%, stable: 100%"),
                            "beta");

            assertThat(world.order(Command.ROLLBACK)).isInstanceOf(Order.Result.Obeyed.class);
            world.untilState("rolled-back");
            assertThat(world.text)
                    .contains(
                            "id: ramp, to: { canary: 0%, stable: 100% }", "id: other, to: { canary: 7%, stable: 93% }");
        }

        @Test
        void orderWhileNacosIsAway_isDeclined() {
            World world = new World().untilStep(1);
            world.isAway = true;

            assertThat(world.order(Command.ROLLBACK))
                    .isEqualTo(new Order.Result.Declined("nothing moves: Nacos does not answer"));
        }

        @Test
        void pause_keepsWhatIsKnown() {
            World world = new World(WITHOUT_APPROVAL).untilStep(2).pass(300);
            Evidence before = world.state().watched().orElseThrow().evidence();
            world.order(Command.PAUSE);
            world.order(Command.RESUME);

            assertThat(world.state().watched().orElseThrow().evidence()).isEqualTo(before);
            assertThat(world.untilState("promoted").changes()).isEqualTo(ALL_STEPS);
        }

        @Test
        void promotion_givesEverythingAtOnce() {
            World world = new World().untilStep(1);
            world.order(Command.PROMOTE);

            assertThat(world.untilState("promoted").changes())
                    .containsExactly("100 at step 1", "10000 at step 4", "10000 without a step");
        }

        @Test
        void promotionOfTheLastStep_isEnoughOnce() {
            World world = new World().untilStep(1);
            world.order(Command.PROMOTE);

            assertThat(world.order(Command.PROMOTE))
                    .isEqualTo(new Order.Result.Declined("the last step is on its way: running/publishing"));
        }

        @Test
        void approvalOfAnEditedDocument_pausesAndSaysWhy() {
            World world = new World().untilState("waiting-for-approval");
            world.edit(world.text + "# by bob\n");
            world.order(Command.APPROVE);

            assertThat(world.release().history())
                    .last()
                    .isEqualTo(new HistoryEntry(
                            world.now,
                            "paused/unwatched",
                            2,
                            "somebody else has changed the document; the edit is kept"));
        }

        @Test
        void rollback_worksFromAPause() {
            World world = new World().untilStep(1);
            world.edit(world.text + "# by ann\n");
            world.untilState("paused/unwatched");
            world.order(Command.ROLLBACK);

            assertThat(world.untilState("rolled-back").text).isEqualTo(World.DOCUMENT + "# by ann\n");
        }
    }

    @Nested
    class OtherPlans {

        @Test
        void inTheMiddle_pauseTillTheyAreTakenOver() {
            World world = new World(WITHOUT_APPROVAL).untilStep(3);
            world.plan = World.planOf(
                    World.PLAN.replaceAll("(?s)steps:.*100% }", "steps: [{ share: 20%, hold: 1m }, { share: 100% }]"));
            world.tick();
            assertThat(world.state().id()).isEqualTo("paused/unwatched");
            assertThat(world.order(Command.APPROVE)).isInstanceOf(Order.Result.Declined.class);

            world.order(Command.RESUME);

            assertThat(world.untilState("promoted").changes())
                    .endsWith("5000 at step 3", "10000 at step 2", "10000 without a step");
        }

        @Test
        void beforeTheOrderOfATick_areNotGoneBy() {
            World world = new World().untilState("waiting-for-approval");
            world.plan = World.planOf(World.PLAN + "# edited\n");

            assertThat(world.order(Command.APPROVE))
                    .isEqualTo(new Order.Result.Declined("nothing waits for an approval: paused/unwatched"));
        }
    }
}
