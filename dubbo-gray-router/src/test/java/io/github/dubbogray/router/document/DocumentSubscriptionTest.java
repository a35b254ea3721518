package io.github.dubbogray.router.document;

import static io.github.dubbogray.router.testing.Latches.awaitLatch;
import static io.github.dubbogray.router.testing.TestDocuments.BAD;
import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.event.DegradedFor;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.testing.CapturedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentSubscriptionTest {

    private static final String V1 = document("v1");
    private static final String V2 = document("v2");

    @TempDir
    private Path directory;

    private final FakeConfigCentre centre = new FakeConfigCentre();
    private final Meters meters = new Meters();
    private final AtomicInteger changes = new AtomicInteger();
    private LastGoodFile lastGood;
    private DocumentSubscription subscription;

    @BeforeEach
    void make() {
        lastGood = new LastGoodFile(directory.resolve(DATA_ID));
        subscription = new DocumentSubscription(PROVIDER, lastGood, GrayEvents.apart(), meters, System::nanoTime);
        subscription.follow(changes::incrementAndGet);
    }

    @Nested
    class FirstText {

        @Test
        void notStarted_thereIsNoDocument() {
            assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
            assertThat(subscription.describe()).isEqualTo("demo-provider: revision none, no document");
        }

        @Test
        void document_isInForceAndKept() {
            centre.holding(DATA_ID, V1);

            subscription.start(centre);

            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(subscription.describe())
                    .isEqualTo("demo-provider: revision " + revisionOf(V1) + ", from the config centre");
            assertThat(lastGood.read()).contains(V1);
            assertThat(meters.value(Meter.DOCUMENTS_ACCEPTED)).isEqualTo(1);
            assertThat(changes).hasValue(1);
        }

        @Test
        void document_isSaidToBeInForceWhenEveryListenerHasIt() {
            try (CapturedLog log = new CapturedLog()) {
                List<String> before = new ArrayList<>();
                subscription.follow(() -> before.add(log.text()));

                subscription.start(centre.holding(DATA_ID, V1));

                assertThat(before).singleElement().asString().doesNotContain("in force");
                assertThat(log.linesWith("Gray document in force: demo-provider: revision " + revisionOf(V1)))
                        .isEqualTo(1);
            }
        }

        @Test
        void secondStart_asksNothing() {
            subscription.start(centre);
            int questions = centre.questions();

            subscription.start(centre);

            assertThat(centre.questions()).isEqualTo(questions);
            assertThat(centre.followersOf(DATA_ID)).isEqualTo(1);
        }

        @Test
        void noDocument_onlyLabelsAndTagsApply() {
            subscription.start(centre);

            assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
            assertThat(changes).hasValue(0);
        }

        @Test
        void blankText_isNoDocument() {
            subscription.start(centre.holding(DATA_ID, " \n"));

            assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
            assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isZero();
        }

        @Test
        @DisplayName("D3: an empty answer may be a failed fetch, or a config centre that lost its data")
        void noDocumentAnyMore_lastGoodStaysAndIsDoubtedAfterThreeAnswers() {
            lastGood.write(V1);

            subscription.start(centre);
            assertThat(subscription.describe()).contains("shows no document and is asked again");
            subscription.recheck(centre);
            assertThat(subscription.table().hasDocument()).isTrue();
            assertThat(lastGood.read()).contains(V1);

            subscription.recheck(centre);
            assertThat(lastGood.read()).contains(V1);
            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(degraded()).contains(DegradedFor.REMOVED);
        }

        @Test
        @DisplayName("D3: a config centre that is away confirms nothing")
        void awayInBetween_isNotCounted() {
            lastGood.write(V1);

            subscription.start(centre);
            subscription.recheck(centre);
            subscription.recheck(centre.away());
            assertThat(subscription.table().hasDocument()).isTrue();
        }

        @Test
        @DisplayName("D3: a config centre that throws is asked again; meanwhile the last good document is in force")
        void throwingConfigCentre_isAskedAgain() {
            lastGood.write(V1);
            centre.duringFetch(() -> {
                throw new IllegalStateException("no route to host");
            });
            subscription.start(centre);
            assertThat(subscription.table().hasDocument()).isTrue();

            centre.duringFetch(() -> {});
            subscription.recheck(centre.holding(DATA_ID, V2));
            assertThat(subscription.describe()).contains("from the config centre");
            assertThat(lastGood.read()).contains(V2);
        }

        @Test
        void noAnswerAtTheStart_isADoubtUntilThereIsOne() {
            centre.duringFetch(() -> {
                throw new IllegalStateException("account refused");
            });
            subscription.start(centre);
            subscription.recheck(centre);
            assertThat(doubt()).contains(DegradedFor.UNANSWERED);
            assertThat(subscription.isAwaited()).isTrue();

            centre.duringFetch(() -> {});
            recheckForAMinute();
            assertThat(doubt()).as("there is none, and that is an answer").isEmpty();
        }

        @Test
        void pushWhileItRefuses_isBelievedAndAskedForAgain() {
            centre.duringFetch(() -> {
                centre.push(DATA_ID, V1);
                throw new IllegalStateException("account refused");
            });
            subscription.start(centre);
            assertThat(subscription.table()).isEqualTo(tableOf(V1));

            centre.duringFetch(() -> {});
            recheckForAMinute();
            assertThat(doubt()).isEmpty();
        }

        @Test
        void refusedQuestions_areAskedLessAndLessOften() {
            centre.duringFetch(() -> {
                throw new IllegalStateException("account refused");
            });
            subscription.start(centre);
            int before = centre.fetches();
            for (int minute = 0; minute < 10; minute++) {
                recheckForAMinute();
            }

            assertThat(centre.fetches() - before).isBetween(10, 15);
        }

        /** As the timer does, every five seconds. */
        private void recheckForAMinute() {
            for (int look = 0; look < 12; look++) {
                subscription.recheck(centre);
            }
        }

        @Test
        void noAnswerAfterALoss_isADoubtAboutWhatStays() {
            subscription.start(centre.holding(DATA_ID, V1));
            centre.reconnected().duringFetch(() -> {
                throw new IllegalStateException("account refused");
            });
            subscription.recheck(centre);
            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(doubt()).contains(DegradedFor.UNANSWERED);

            centre.push(DATA_ID, V2);
            assertThat(doubt()).isEmpty();
        }

        private Optional<DegradedFor> doubt() {
            return subscription.status().degraded().map(Degradation::reason);
        }

        @Test
        void fetchThatThrowsAgainAndAgain_leavesOneListenerAndOneLine() {
            try (CapturedLog log = new CapturedLog()) {
                centre.duringFetch(() -> {
                    throw new IllegalStateException("no route to host");
                });
                subscription.start(centre);
                for (int i = 0; i < 10; i++) {
                    subscription.recheck(centre);
                }
                assertThat(centre.followersOf(DATA_ID)).isEqualTo(1);
                assertThat(log.linesWith("The config centre does not answer for " + DATA_ID))
                        .isEqualTo(1);
                assertThat(log.linesWith("only labels and tags apply")).isEqualTo(1);

                centre.duringFetch(() -> {});
                centre.holding(DATA_ID, V1);
                recheckForAMinute();
                assertThat(log.linesWith("The config centre answers for " + DATA_ID + " again"))
                        .isEqualTo(1);
            }
            centre.push(DATA_ID, V2);

            assertThat(subscription.table()).isEqualTo(tableOf(V2));
            assertThat(meters.value(Meter.DOCUMENTS_ACCEPTED)).isEqualTo(2);
            assertThat(changes).hasValue(2);
        }

        @Test
        void followThatThrows_textIsFetchedAllTheSameAndItIsFollowedLater() {
            centre.duringFollow(() -> {
                throw new NoClassDefFoundError("test");
            });
            subscription.start(centre.holding(DATA_ID, V1));
            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            subscription.recheck(centre.holding(DATA_ID, V2));
            assertThat(subscription.table()).isEqualTo(tableOf(V2));
            assertThat(centre.followersOf(DATA_ID)).isZero();

            centre.duringFollow(() -> {});
            subscription.recheck(centre);
            subscription.recheck(centre);

            assertThat(centre.followersOf(DATA_ID)).isEqualTo(1);
            assertThat(meters.value(Meter.DOCUMENTS_ACCEPTED)).isEqualTo(2);
        }

        @Test
        void recheckThatThrows_isSaidOnceAndAgainWhenItIsOver() {
            lastGood.write(V1);
            subscription.start(centre.away());
            try (CapturedLog log = new CapturedLog()) {
                centre.back().duringFetch(() -> {
                    throw new IllegalStateException("timed out");
                });
                for (int i = 0; i < 10; i++) {
                    subscription.recheck(centre);
                }
                subscription.recheck(centre.away());
                assertThat(log.linesWith("answers")).isZero();
                centre.back().duringFetch(() -> {});
                centre.holding(DATA_ID, V2);
                recheckForAMinute();

                assertThat(log.linesWith("The config centre does not answer for "))
                        .isEqualTo(1);
                assertThat(log.linesWith(" again") - log.linesWith("asking again"))
                        .isEqualTo(1);
            }
        }

        @Test
        void pushDuringTheFetch_wins() {
            centre.holding(DATA_ID, V1);
            centre.duringFetch(() -> centre.push(DATA_ID, V2));

            subscription.start(centre);

            assertThat(subscription.table()).isEqualTo(tableOf(V2));
            assertThat(lastGood.read()).contains(V2);
        }

        @Test
        void deletionDuringTheFetch_wins() {
            centre.holding(DATA_ID, V1);
            centre.duringFetch(() -> centre.delete(DATA_ID));

            subscription.start(centre);

            assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
            assertThat(lastGood.read()).isEmpty();
        }
    }

    @Nested
    class Pushes {

        @BeforeEach
        void start() {
            subscription.start(centre.holding(DATA_ID, V1));
        }

        @Test
        void newText_isInForceAndKept() {
            centre.push(DATA_ID, V2);

            assertThat(subscription.table()).isEqualTo(tableOf(V2));
            assertThat(lastGood.read()).contains(V2);
            assertThat(changes).hasValue(2);
        }

        @Test
        @DisplayName("D1: same text, same table")
        void sameTextAgain_isTheSameTable() {
            centre.push(DATA_ID, V1);

            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isZero();
        }

        @Test
        void textWithRemarks_isInForceAndTheyAreLogged() {
            try (CapturedLog log = new CapturedLog()) {
                centre.push(DATA_ID, document("v2", "rules: [{ id: a, to: canary }, { id: b, to: stable }]\n"));

                assertThat(subscription.table().rules().list()).hasSize(2);
                assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isZero();
                assertThat(log.text()).contains("is in force; 1 warning(s):").contains("warning: rules[1]");
            }
        }

        @Test
        void deletion_leavesNoDocumentAndNoFile() {
            centre.delete(DATA_ID);

            assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
            assertThat(subscription.describe()).isEqualTo("demo-provider: revision none, no document");
            assertThat(lastGood.read()).isEmpty();
            assertThat(changes).hasValue(2);
        }

        @Test
        void deletionTwice_isOneChange() {
            centre.delete(DATA_ID);
            centre.delete(DATA_ID);

            assertThat(changes).hasValue(2);
        }

        @Test
        void blankText_isADeletion() {
            centre.push(DATA_ID, " \n\t");

            assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
            assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isZero();
        }

        @Test
        void textAfterDeletion_isInForce() {
            centre.delete(DATA_ID);
            centre.push(DATA_ID, V2);

            assertThat(subscription.table()).isEqualTo(tableOf(V2));
        }
    }

    @Nested
    @DisplayName(
            "D3: what is first seen after the connection broke may be the doing of a config centre that lost its data")
    class BrokenConnections {

        @BeforeEach
        void start() {
            subscription.start(centre.holding(DATA_ID, V1));
        }

        @Test
        void removal_isDoubtedAndSaidOnce() {
            try (CapturedLog log = new CapturedLog()) {
                centre.reconnected().delete(DATA_ID);
                centre.delete(DATA_ID);
                subscription.recheck(centre);

                assertThat(subscription.table()).isEqualTo(tableOf(V1));
                assertThat(lastGood.read()).contains(V1);
                assertThat(subscription.status().state()).isEqualTo(DocumentStatus.State.DEGRADED);
                assertThat(degraded()).contains(DegradedFor.REMOVED);
                assertThat(log.linesWith("Document " + DATA_ID + ": the config centre lost the document"))
                        .isEqualTo(1);
                assertThat(log.text())
                        .contains("revision " + revisionOf(V1) + " stays in force until a document is published")
                        .contains("grayConfirmRemoval " + PROVIDER);
            }
        }

        @Test
        void removalWhenTheDocumentWasSeenAgain_countsAtOnce() {
            subscription.recheck(centre.reconnected());

            centre.delete(DATA_ID);

            assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
            assertThat(lastGood.read()).isEmpty();
        }

        @Test
        void documentSeenWhileItBreaksOnceMore_isNotSeenOnTheNewConnection() {
            centre.reconnected().duringFetch(centre::reconnected);
            subscription.recheck(centre);

            centre.delete(DATA_ID);

            assertThat(degraded()).contains(DegradedFor.REMOVED);
        }

        @Test
        void documentSeenOnce_isAskedForNoMore() {
            subscription.recheck(centre.reconnected());
            int questions = centre.questions();

            subscription.recheck(centre);

            assertThat(centre.questions()).isEqualTo(questions);
        }

        @Test
        void removalThatNobodyPushes_isDoubtedAfterThreeAnswers() {
            centre.reconnected().forgetSilently(DATA_ID);
            for (int i = 0; i < 3; i++) {
                assertThat(degraded()).isEmpty();
                subscription.recheck(centre);
            }

            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(degraded()).contains(DegradedFor.REMOVED);
        }

        @Test
        void anotherText_isInForceAndRemovedByAPush() {
            centre.reconnected().push(DATA_ID, V2);
            assertThat(subscription.table()).isEqualTo(tableOf(V2));

            centre.delete(DATA_ID);

            assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
        }

        @Test
        void sameTextAfterADoubtedRemoval_endsTheDoubt() {
            centre.reconnected().delete(DATA_ID);
            try (CapturedLog log = new CapturedLog()) {
                centre.push(DATA_ID, V1);

                assertThat(degraded()).isEmpty();
                assertThat(subscription.status().state()).isEqualTo(DocumentStatus.State.CURRENT);
                assertThat(log.text())
                        .contains("revision " + revisionOf(V1) + " is what the config centre has, after ");
            }
            centre.delete(DATA_ID);
            assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
        }

        @Test
        void confirmedRemoval_leavesNoDocumentAndNoFile() {
            centre.reconnected().delete(DATA_ID);
            int before = changes.get();

            assertThat(subscription.confirmRemoval()).isTrue();

            assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
            assertThat(lastGood.read()).isEmpty();
            assertThat(degraded()).isEmpty();
            assertThat(changes).hasValue(before + 1);
            assertThat(subscription.confirmRemoval()).isFalse();
        }

        @Test
        void confirmationOfWhatNobodyDoubts_changesNothing() {
            assertThat(subscription.confirmRemoval()).isFalse();
            assertThat(subscription.table()).isEqualTo(tableOf(V1));
        }

        @Test
        void away_isSaidWithItsAgeAndWhenItIsOver() {
            try (CapturedLog log = new CapturedLog()) {
                subscription.recheck(centre.away());
                subscription.recheck(centre);

                assertThat(subscription.table()).isEqualTo(tableOf(V1));
                assertThat(subscription.status().state()).isEqualTo(DocumentStatus.State.DEGRADED);
                assertThat(degraded()).contains(DegradedFor.AWAY);
                assertThat(log.linesWith("the config centre is away; revision " + revisionOf(V1) + " stays in force"))
                        .isEqualTo(1);

                subscription.recheck(centre.back());

                assertThat(subscription.status().state()).isEqualTo(DocumentStatus.State.CURRENT);
                assertThat(degraded()).isEmpty();
                assertThat(log.linesWith("is what the config centre has, after "))
                        .isEqualTo(1);
            }
        }

        @Test
        void awayWithoutADocument_isDegradedToo() {
            centre.delete(DATA_ID);

            subscription.recheck(centre.away());

            assertThat(subscription.status().state()).isEqualTo(DocumentStatus.State.NONE);
            assertThat(degraded()).contains(DegradedFor.AWAY);
        }
    }

    @Nested
    @DisplayName("D1: a refused text changes nothing, its problems are logged once and counted")
    class RefusedTexts {

        @Test
        void pushed_lastGoodTableStays() {
            subscription.start(centre.holding(DATA_ID, V1));

            centre.push(DATA_ID, BAD);

            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(lastGood.read()).contains(V1);
            assertThat(changes).hasValue(1);
            assertThat(subscription.describe()).endsWith("from the config centre");
        }

        @Test
        void pushedTwice_allProblemsAreLoggedAndCountedOnce() {
            subscription.start(centre.holding(DATA_ID, V1));

            try (CapturedLog log = new CapturedLog()) {
                centre.push(DATA_ID, BAD);
                centre.push(DATA_ID, BAD);

                assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isEqualTo(1);
                assertThat(log.linesWith("Document demo-provider.gray-router revision " + revisionOf(BAD)
                                + " is refused, revision " + revisionOf(V1) + " stays in force"))
                        .isEqualTo(1);
                assertThat(log.text())
                        .contains("2 problem(s)")
                        .containsPattern("line 2,? column \\d+: application: ")
                        .containsPattern("line 5,? column \\d+: rules\\[0\\].to: ");
            }
        }

        @Test
        void anotherOne_isCountedToo() {
            subscription.start(centre.holding(DATA_ID, V1));

            centre.push(DATA_ID, BAD);
            centre.push(DATA_ID, BAD + "# still bad");

            assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isEqualTo(2);
        }

        @Test
        void theSameOneAfterAGoodOne_isNewsAgain() {
            subscription.start(centre.holding(DATA_ID, V1));

            centre.push(DATA_ID, BAD);
            centre.push(DATA_ID, V2);
            centre.push(DATA_ID, BAD);

            assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isEqualTo(2);
            assertThat(subscription.table()).isEqualTo(tableOf(V2));
        }

        @Test
        @DisplayName(
                "D1: good, bad, good, bad: each is said and counted, so is each return, and no repeat of the client")
        void badAgainAfterTheReturnToTheGoodOne_isNewsAgain() {
            subscription.start(centre.holding(DATA_ID, V1));
            try (CapturedLog log = new CapturedLog()) {
                for (int i = 0; i < 3; i++) {
                    centre.push(DATA_ID, BAD);
                    centre.push(DATA_ID, BAD);
                    centre.push(DATA_ID, V1);
                    centre.push(DATA_ID, V1);
                }

                assertThat(log.linesWith("Document demo-provider.gray-router revision " + revisionOf(BAD)
                                + " is refused, revision " + revisionOf(V1) + " stays in force"))
                        .isEqualTo(3);
                assertThat(log.linesWith("Gray document in force: demo-provider: revision " + revisionOf(V1)
                                + ", from the config centre"))
                        .isEqualTo(3);
            }
            assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isEqualTo(3);
            assertThat(meters.value(Meter.DOCUMENTS_ACCEPTED)).isEqualTo(4);
            assertThat(subscription.table()).isEqualTo(tableOf(V1));
        }

        @Test
        void badAgainAfterADeletion_isNewsAgain() {
            subscription.start(centre.holding(DATA_ID, BAD));

            centre.delete(DATA_ID);
            centre.push(DATA_ID, BAD);

            assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isEqualTo(2);
        }

        @Test
        void twoBadOnesInTurn_areEachNewsEachTime() {
            subscription.start(centre.holding(DATA_ID, V1));

            for (int i = 0; i < 2; i++) {
                centre.push(DATA_ID, BAD);
                centre.push(DATA_ID, BAD + "# still bad");
            }

            assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isEqualTo(4);
        }

        @Test
        void ofAnotherApplication_isRefused() {
            subscription.start(centre.holding(DATA_ID, V1));

            centre.push(DATA_ID, V2.replace("demo-provider", "other-provider"));

            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isEqualTo(1);
        }

        @Test
        void first_lastGoodFileStepsIn() {
            lastGood.write(V1);

            subscription.start(centre.holding(DATA_ID, BAD));

            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(subscription.describe())
                    .endsWith("from the last good file, the config centre's text is refused");
            assertThat(lastGood.read()).contains(V1);
            assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isEqualTo(1);
        }

        @Test
        void firstAndPushedBeforeItIsFetched_lastGoodFileStepsIn() {
            lastGood.write(V1);
            centre.duringFetch(() -> centre.push(DATA_ID, BAD));

            subscription.start(centre.holding(DATA_ID, BAD));

            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(subscription.describe())
                    .endsWith("from the last good file, the config centre's text is refused");
            assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isEqualTo(1);
        }

        @Test
        void firstWithoutLastGoodFile_thereIsNoDocument() {
            try (CapturedLog log = new CapturedLog()) {
                subscription.start(centre.holding(DATA_ID, BAD));

                assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
                assertThat(log.text()).contains(lastGood.file() + " has none; only labels and tags apply");
            }
        }

        @Test
        @DisplayName("D1: what is fetched again and again, as it cannot be followed, is said once")
        void fetchedAgainAndAgain_isReadAndSaidOnce() {
            centre.duringFollow(() -> {
                throw new IllegalStateException("no listeners any more");
            });
            try (CapturedLog log = new CapturedLog()) {
                subscription.start(centre.holding(DATA_ID, BAD));
                for (int i = 0; i < 10; i++) {
                    subscription.recheck(centre);
                }

                assertThat(centre.fetches()).isEqualTo(11);
                assertThat(log.linesWith(" is refused, ")).isEqualTo(1);
                assertThat(log.linesWith("only labels and tags apply")).isEqualTo(1);
            }
            assertThat(meters.value(Meter.DOCUMENTS_REFUSED)).isEqualTo(1);
        }

        @Test
        void firstAndLastGoodFileOfAnotherFormat_thereIsNoDocument() {
            lastGood.write(BAD);

            try (CapturedLog log = new CapturedLog()) {
                subscription.start(centre.holding(DATA_ID, BAD));

                assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
                assertThat(log.text())
                        .contains("The last good document " + lastGood.file() + " is no document for demo-provider");
            }
        }
    }

    @Nested
    @DisplayName("D3: a process that starts while the config centre is away uses its last good document and says so")
    class AwayAtStart {

        @BeforeEach
        void keepLastGood() {
            lastGood.write(V1);
            centre.away();
        }

        @Test
        void lastGoodFile_isInForceAndNamed() {
            try (CapturedLog log = new CapturedLog()) {
                subscription.start(centre);

                assertThat(subscription.table()).isEqualTo(tableOf(V1));
                assertThat(subscription.describe())
                        .isEqualTo("demo-provider: revision " + revisionOf(V1)
                                + ", from the last good file, the config centre is away");
                assertThat(log.text()).contains("Gray document in force: " + subscription.describe());
                assertThat(lastGood.read()).contains(V1);
            }
        }

        @Test
        void noLastGoodFile_isSaid() {
            lastGood.delete();

            try (CapturedLog log = new CapturedLog()) {
                subscription.start(centre);

                assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
                assertThat(log.text()).contains("only labels and tags apply");
            }
        }

        @Test
        void copyOfTheClient_winsAndIsNamed() {
            subscription.start(centre.holding(DATA_ID, V2));

            assertThat(subscription.table()).isEqualTo(tableOf(V2));
            assertThat(subscription.describe())
                    .endsWith("from the copy of the config centre's client, the config centre is away");
        }

        @Test
        void refusedCopyOfTheClient_lastGoodFileStepsInUntilItIsBack() {
            subscription.start(centre.holding(DATA_ID, BAD));

            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(subscription.describe()).endsWith("from the last good file, the config centre is away");

            subscription.recheck(centre.back().holding(DATA_ID, V2));

            assertThat(subscription.table()).isEqualTo(tableOf(V2));
        }

        @Test
        void stillAway_recheckAsksForNoText() {
            subscription.start(centre);
            int fetches = centre.fetches();

            subscription.recheck(centre);

            assertThat(centre.fetches()).isEqualTo(fetches);
            assertThat(subscription.table()).isEqualTo(tableOf(V1));
        }

        @Test
        void backWithANewerText_isNoticed() {
            subscription.start(centre);

            subscription.recheck(centre.back().holding(DATA_ID, V2));

            assertThat(subscription.table()).isEqualTo(tableOf(V2));
            assertThat(subscription.describe()).endsWith("from the config centre");
            assertThat(lastGood.read()).contains(V2);
        }

        @Test
        void backWithoutTheDocument_whatIsInForceStaysAndIsDoubted() {
            subscription.start(centre);

            subscription.recheck(centre.back());
            subscription.recheck(centre);
            subscription.recheck(centre);

            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(degraded()).contains(DegradedFor.REMOVED);
            assertThat(lastGood.read()).contains(V1);
        }

        @Test
        void clientsCopyAndBackWithoutTheDocument_whatIsInForceStaysAndIsDoubted() {
            subscription.start(centre.holding(DATA_ID, V2));
            centre.forgetSilently(DATA_ID);

            subscription.recheck(centre.back());
            subscription.recheck(centre);
            subscription.recheck(centre);

            assertThat(subscription.table()).isEqualTo(tableOf(V2));
            assertThat(degraded()).contains(DegradedFor.REMOVED);
            assertThat(lastGood.read()).contains(V2);
        }

        @Test
        void backAndRechecked_isAskedNoMore() {
            subscription.start(centre);
            subscription.recheck(centre.back().holding(DATA_ID, V2));
            int questions = centre.questions();

            subscription.recheck(centre);

            assertThat(centre.questions()).isEqualTo(questions);
        }

        @Test
        void backWithARefusedText_lastGoodStaysIsNamedAndAskedNoMore() {
            subscription.start(centre);

            subscription.recheck(centre.back().holding(DATA_ID, BAD));
            int questions = centre.questions();
            subscription.recheck(centre);

            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(subscription.describe())
                    .endsWith("from the last good file, the config centre's text is refused");
            assertThat(centre.questions()).isEqualTo(questions);
        }

        @Test
        void backWithAPushOfARefusedText_lastGoodStaysIsNamedAndAskedNoMore() {
            subscription.start(centre);

            centre.back().push(DATA_ID, BAD);
            int questions = centre.questions();
            subscription.recheck(centre);

            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(subscription.describe())
                    .endsWith("from the last good file, the config centre's text is refused");
            assertThat(centre.questions()).isEqualTo(questions);
        }

        @Test
        void backWithAPush_recheckChangesNothing() {
            subscription.start(centre);
            centre.back().push(DATA_ID, V2);
            centre.forgetSilently(DATA_ID);

            subscription.recheck(centre);

            assertThat(subscription.table()).isEqualTo(tableOf(V2));
        }
    }

    @Nested
    class Listeners {

        @Test
        void change_isThereBeforeTheyAreCalled() {
            List<Table> seen = new ArrayList<>();
            subscription.follow(() -> seen.add(subscription.table()));
            subscription.start(centre.holding(DATA_ID, V1));

            centre.push(DATA_ID, V2);
            centre.delete(DATA_ID);

            assertThat(seen).containsExactly(tableOf(V1), tableOf(V2), Table.withoutDocument(PROVIDER));
        }

        @Test
        void sameListenerTwice_isCalledOnce() {
            Runnable listener = changes::incrementAndGet;
            subscription.follow(listener);
            subscription.follow(listener);

            subscription.start(centre.holding(DATA_ID, V1));

            assertThat(changes).as("the one of each test, and this one").hasValue(2);
        }

        @Test
        void forgottenListener_isCalledNoMore() {
            AtomicInteger calls = new AtomicInteger();
            Runnable listener = calls::incrementAndGet;
            subscription.follow(listener);
            subscription.start(centre.holding(DATA_ID, V1));

            subscription.forget(listener);
            centre.push(DATA_ID, V2);

            assertThat(calls).hasValue(1);
        }
    }

    @Nested
    class End {

        @Test
        void listener_isGoneAndTheFileStays() {
            subscription.start(centre.holding(DATA_ID, V1));

            subscription.end(centre);
            subscription.end(centre);

            assertThat(centre.followersOf(DATA_ID)).isZero();
            assertThat(lastGood.read()).contains(V1);
        }

        @Test
        void neverStarted_asksNothing() {
            subscription.end(centre);
            subscription.start(centre);
            subscription.recheck(centre);

            assertThat(centre.questions()).isZero();
        }

        @Test
        void textThatArrivesLate_isLeftAlone() {
            subscription.start(centre.holding(DATA_ID, V1));
            centre.duringForget(() -> centre.push(DATA_ID, V2));

            subscription.end(centre);

            assertThat(subscription.table()).isEqualTo(tableOf(V1));
            assertThat(lastGood.read()).contains(V1);
            assertThat(changes).hasValue(1);
        }

        @Test
        void whileTheFirstTextIsFetched_nothingOfItIsTaken() throws Exception {
            CountDownLatch fetching = new CountDownLatch(1);
            CountDownLatch answer = new CountDownLatch(1);
            centre.holding(DATA_ID, V1).duringFetch(() -> {
                fetching.countDown();
                awaitLatch(answer);
            });
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                Future<?> start = threads.submit(() -> subscription.start(centre));
                awaitLatch(fetching);
                Future<?> end = threads.submit(() -> subscription.end(centre));
                await().until(subscription::isEnded);
                answer.countDown();
                start.get(10, TimeUnit.SECONDS);
                end.get(10, TimeUnit.SECONDS);
            } finally {
                threads.shutdownNow();
            }

            assertThat(centre.followersOf(DATA_ID)).isZero();
            assertThat(subscription.table()).isEqualTo(Table.withoutDocument(PROVIDER));
            assertThat(changes).hasValue(0);
        }

        @Test
        void configCentreThatDoesNotLetGo_harmsNobody() {
            subscription.start(centre);
            centre.duringForget(() -> {
                throw new IllegalStateException("closed");
            });

            subscription.end(centre);
        }
    }

    @Nested
    class Threads {

        @Test
        void secondStarter_waitsForTheFirstAnswer() throws Exception {
            CountDownLatch fetching = new CountDownLatch(1);
            CountDownLatch answer = new CountDownLatch(1);
            centre.holding(DATA_ID, V1).duringFetch(() -> {
                fetching.countDown();
                awaitLatch(answer);
            });
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                Future<?> first = threads.submit(() -> subscription.start(centre));
                awaitLatch(fetching);
                AtomicInteger reached = new AtomicInteger();
                Future<Table> second = threads.submit(() -> {
                    reached.incrementAndGet();
                    subscription.start(centre);
                    return subscription.table();
                });
                await().until(() -> reached.get() == 1);
                assertThat(subscription.table()).as("readers do not wait").isEqualTo(Table.withoutDocument(PROVIDER));
                answer.countDown();

                first.get(10, TimeUnit.SECONDS);
                assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(tableOf(V1));
                assertThat(centre.fetches()).isEqualTo(1);
            } finally {
                threads.shutdownNow();
            }
        }

        @Test
        @DisplayName("D4: a listener that waits keeps nobody from starting, reading or following")
        void listenerThatWaits_holdsNoLock() throws Exception {
            subscription.start(centre.holding(DATA_ID, V1));
            CountDownLatch told = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            subscription.follow(() -> {
                told.countDown();
                awaitLatch(goOn);
            });
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                Future<?> push = threads.submit(() -> centre.push(DATA_ID, V2));
                awaitLatch(told);

                threads.submit(() -> {
                            centre.push(DATA_ID, V1);
                            subscription.start(centre);
                            subscription.follow(() -> {});
                        })
                        .get(10, TimeUnit.SECONDS);
                assertThat(subscription.table()).isEqualTo(tableOf(V1));

                goOn.countDown();
                push.get(10, TimeUnit.SECONDS);
            } finally {
                threads.shutdownNow();
            }
            assertThat(changes).hasValue(3);
            assertThat(lastGood.read()).contains(V1);
        }

        @Test
        void pushesFromSeveralThreads_tableFileAndListenersAgreeInTheEnd() throws Exception {
            subscription.start(centre.holding(DATA_ID, V1));
            List<Table> seen = new ArrayList<>(); // listeners run one change at a time
            subscription.follow(() -> seen.add(subscription.table()));
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> pushes = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    int number = thread;
                    pushes.add(threads.submit(() -> {
                        for (int i = 0; i < 50; i++) {
                            centre.push(DATA_ID, document("t" + number + "." + i));
                        }
                    }));
                }
                for (Future<?> push : pushes) {
                    push.get(30, TimeUnit.SECONDS);
                }
            } finally {
                threads.shutdownNow();
            }

            assertThat(meters.value(Meter.DOCUMENTS_ACCEPTED)).isEqualTo(201);
            assertThat(seen).hasSize(200);
            assertThat(subscription.table()).isEqualTo(seen.get(199));
            assertThat(lastGood.read().map(DocumentSubscriptionTest::tableOf)).contains(subscription.table());
        }

        @Test
        void lastPush_wins() throws Exception {
            subscription.start(centre.holding(DATA_ID, V1));
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                for (int i = 0; i < 50; i++) {
                    String text = document("v" + i);
                    threads.submit(() -> centre.push(DATA_ID, text)).get(10, TimeUnit.SECONDS);
                    assertThat(subscription.table()).isEqualTo(tableOf(text));
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static Table tableOf(String text) {
        return ((Reading.Accepted) DocumentReader.read(PROVIDER, text)).table();
    }

    private static String revisionOf(String text) {
        return DocumentReader.revisionOf(text);
    }

    private Optional<DegradedFor> degraded() {
        return subscription.status().degraded().map(Degradation::reason);
    }
}
