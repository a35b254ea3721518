package io.github.dubbogray.router.document;

import static io.github.dubbogray.router.testing.TestDocuments.BAD;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static io.github.dubbogray.router.testing.TestDocuments.document;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.event.DegradedFor;
import io.github.dubbogray.router.event.DocumentOrigin;
import io.github.dubbogray.router.event.GrayEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each transition by itself: what is in force after it, and what is to be done about it. */
class DocumentStateTest {

    private static final String V1 = document("v1");
    private static final String V2 = document("v2");
    private static final Supplier<Optional<String>> NOTHING_KEPT = Optional::empty;

    private final DocumentState unknown = DocumentState.unknown(PROVIDER);
    private final DocumentState of1 = unknown.pushed(V1, true, NOTHING_KEPT).next();

    @Nested
    class Refused {

        @Test
        void refusedText_isNamedUntilAnotherIsTaken() {
            DocumentState refused = of1.pushed(BAD, true, NOTHING_KEPT).next();
            assertThat(refused.refused()).contains(revisionOf(BAD));
            assertThat(refused.pushed(V2, true, NOTHING_KEPT).next().refused()).isEmpty();
            assertThat(refused.pushed("", true, NOTHING_KEPT).next().refused()).isEmpty();
        }

        @Test
        void nothingOrWhatIsInForce_isNotRefused() {
            assertThat(unknown.refused()).isEmpty();
            assertThat(of1.refused()).isEmpty();
        }

        @Test
        void lastGoodTextInstead_leavesTheRefusedOneNamed() {
            assertThat(unknown.pushed(BAD, true, () -> Optional.of(V1)).next().refused())
                    .contains(revisionOf(BAD));
        }
    }

    @Nested
    class Missed {

        @Test
        void textThatIsFetchedNext_counts() {
            assertThat(of1.fetched(V2, DocumentOrigin.CONFIG_CENTRE, NOTHING_KEPT)
                            .next())
                    .isEqualTo(of1);

            DocumentState missed = of1.missed().next();

            assertThat(missed.inForce()).isEqualTo(of1.inForce());
            assertThat(missed.fetched(V2, DocumentOrigin.CONFIG_CENTRE, NOTHING_KEPT)
                            .next()
                            .inForce())
                    .isEqualTo(new InForce.Document(tableOf(V2), V2, DocumentOrigin.CONFIG_CENTRE));
        }
    }

    @Nested
    class Pushed {

        @Test
        void goodText_isInForceToldAndKept() {
            DocumentState.Step step = unknown.pushed(V1, true, NOTHING_KEPT);

            assertThat(step.next().inForce())
                    .isEqualTo(new InForce.Document(tableOf(V1), V1, DocumentOrigin.CONFIG_CENTRE));
            assertThat(step.next().heard()).isEqualTo(new Heard.Pushes());
            assertThat(step.effects()).hasSize(2).last().isEqualTo(new Effect.Keep(V1));
            assertThat(step.effects())
                    .first()
                    .isInstanceOfSatisfying(
                            Effect.Accepted.class,
                            accepted -> assertThat(accepted.event())
                                    .extracting(
                                            GrayEvent.DocumentAccepted::application,
                                            GrayEvent.DocumentAccepted::revision,
                                            GrayEvent.DocumentAccepted::origin)
                                    .containsExactly(PROVIDER, revisionOf(V1), DocumentOrigin.CONFIG_CENTRE));
        }

        @Test
        @DisplayName("D1: a refused text changes nothing, and is told with what stays and why")
        void badText_isToldOnly() {
            DocumentState.Step step = of1.pushed(BAD, true, NOTHING_KEPT);

            assertThat(step.next().inForce()).isEqualTo(of1.inForce());
            assertThat(step.effects())
                    .containsExactly(new Effect.Refused(new GrayEvent.DocumentRefused(
                            PROVIDER,
                            revisionOf(BAD),
                            revisionOf(V1),
                            ((Reading.Refused) DocumentReader.read(PROVIDER, BAD)).problems(),
                            DocumentOrigin.CONFIG_CENTRE)));
        }

        @Test
        void deletion_leavesNothingAndDiscardsWhatWasKept() {
            DocumentState.Step step = of1.pushed("", true, NOTHING_KEPT);

            assertThat(step.next().inForce()).isEqualTo(unknown.inForce());
            assertThat(step.effects())
                    .containsExactly(new Effect.Discard(), new Effect.Changed(new GrayEvent.DocumentGone(PROVIDER)));
        }
    }

    @Nested
    @DisplayName("D3: a removal that nobody was seen to make removes nothing")
    class Doubted {

        private final DocumentState lost = of1.pushed("", false, NOTHING_KEPT).next();

        @Test
        void removalOnAnotherConnection_keepsWhatIsInForceAndWhatWasKept() {
            assertThat(of1.pushed("", false, NOTHING_KEPT).effects()).isEmpty();
            assertThat(lost.inForce())
                    .isEqualTo(new InForce.Document(tableOf(V1), V1, DocumentOrigin.LAST_GOOD_REMOVED));
            assertThat(lost.status()).isEqualTo(DocumentStatus.State.DEGRADED);
            assertThat(lost.degraded(true)).contains(DegradedFor.REMOVED);
        }

        @Test
        void removalBeforeAnythingElse_takesWhatWasKept() {
            assertThat(unknown.pushed("", false, () -> Optional.of(V1)).next().inForce())
                    .isEqualTo(lost.inForce());
        }

        @Test
        void sameTextAgain_isInForceFromTheConfigCentre() {
            DocumentState back = lost.pushed(V1, true, NOTHING_KEPT).next();

            assertThat(back.inForce()).isEqualTo(of1.inForce());
            assertThat(back.degraded(true)).isEmpty();
        }

        @Test
        void badText_isRefusedAndTheSameStays() {
            DocumentState bad = lost.pushed(BAD, true, NOTHING_KEPT).next();

            assertThat(bad.inForce().table()).isEqualTo(tableOf(V1));
            assertThat(bad.status()).isEqualTo(DocumentStatus.State.REFUSED);
        }

        @Test
        void confirmed_leavesNothingAndDiscardsWhatWasKept() {
            DocumentState.Step step = lost.removalConfirmed();

            assertThat(step.next().inForce()).isEqualTo(unknown.inForce());
            assertThat(step.effects())
                    .containsExactly(new Effect.Discard(), new Effect.Changed(new GrayEvent.DocumentGone(PROVIDER)));
        }

        @Test
        void confirmedThoughNobodyDoubts_changesNothing() {
            assertThat(of1.removalConfirmed()).isEqualTo(new DocumentState.Step(of1, List.of()));
            assertThat(unknown.removalConfirmed()).isEqualTo(new DocumentState.Step(unknown, List.of()));
        }
    }

    @Nested
    class Fetched {

        @Test
        void afterAPush_isLeftAlone() {
            assertThat(of1.fetched(V2, DocumentOrigin.CONFIG_CENTRE, NOTHING_KEPT))
                    .isEqualTo(new DocumentState.Step(of1, List.of()));
        }

        @Test
        @DisplayName(
                "D3: one empty answer may be a failed fetch, three of a reachable config centre say that it has none, and not who did that")
        void nothing_keepsTheLastGoodAndIsDoubtedTheThirdTimeInARow() {
            Supplier<Optional<String>> kept = () -> Optional.of(V1);
            DocumentState.Step first = unknown.fetched("", DocumentOrigin.CONFIG_CENTRE, kept);
            DocumentState.Step second = first.next().fetched("", DocumentOrigin.CONFIG_CENTRE, kept);
            DocumentState.Step third = second.next().fetched("", DocumentOrigin.CONFIG_CENTRE, kept);

            assertThat(first.next().inForce())
                    .isEqualTo(new InForce.Document(tableOf(V1), V1, DocumentOrigin.LAST_GOOD_UNCONFIRMED));
            assertThat(first.effects())
                    .containsExactly(new Effect.Changed(new GrayEvent.LastGoodInForce(
                            PROVIDER, revisionOf(V1), DocumentOrigin.LAST_GOOD_UNCONFIRMED)));
            assertThat(second.effects()).isEmpty();
            assertThat(third.next().inForce())
                    .isEqualTo(new InForce.Document(tableOf(V1), V1, DocumentOrigin.LAST_GOOD_REMOVED));
            assertThat(third.effects()).isEmpty();
        }

        @Test
        void nothingAndNothingKept_isNoDocumentTheThirdTimeInARow() {
            DocumentState state = unknown;
            for (int i = 0; i < 3; i++) {
                assertThat(state.isAwaited()).isEqualTo(i == 0);
                DocumentState.Step step = state.fetched("", DocumentOrigin.CONFIG_CENTRE, NOTHING_KEPT);
                assertThat(step.effects()).isEmpty();
                state = step.next();
            }
            assertThat(state.inForce()).isEqualTo(unknown.inForce());
        }

        @Test
        void nothingOfTheCopyInBetween_startsTheCountAnew() {
            DocumentState state = unknown;
            for (DocumentOrigin origin : List.of(
                    DocumentOrigin.CONFIG_CENTRE,
                    DocumentOrigin.CONFIG_CENTRE,
                    DocumentOrigin.CLIENT_COPY,
                    DocumentOrigin.CONFIG_CENTRE)) {
                state = state.fetched("", origin, () -> Optional.of(V1)).next();
            }

            assertThat(state.heard()).isEqualTo(new Heard.Answers(1));
            assertThat(state.inForce().table()).isEqualTo(tableOf(V1));
        }
    }

    @Nested
    @DisplayName("D1: the very same text from the very same place is not read again, whatever it was found to be")
    class Repeats {

        private final List<String> lookedFor = new ArrayList<>();

        @ParameterizedTest
        @EnumSource(
                value = DocumentOrigin.class,
                names = {"CONFIG_CENTRE", "CLIENT_COPY"})
        void refused_changesNothingAndLooksForNothing(DocumentOrigin origin) {
            DocumentState refused = unknown.fetched(BAD, origin, this::look).next();

            DocumentState.Step again = refused.fetched(BAD, origin, this::look);

            assertThat(again).isEqualTo(new DocumentState.Step(refused, List.of()));
            assertThat(lookedFor)
                    .as("the last good text was looked for the first time only")
                    .hasSize(1);
        }

        @Test
        void accepted_changesNothing() {
            assertThat(of1.pushed(V1, true, this::look)).isEqualTo(new DocumentState.Step(of1, List.of()));
        }

        @Test
        void refusedFromElsewhere_isNoNewsButSaysWhereItIsFrom() {
            Supplier<Optional<String>> kept = () -> Optional.of(V1);
            DocumentState ofCopy =
                    unknown.fetched(BAD, DocumentOrigin.CLIENT_COPY, kept).next();

            DocumentState.Step step = ofCopy.fetched(BAD, DocumentOrigin.CONFIG_CENTRE, kept);

            assertThat(step.next().inForce())
                    .isEqualTo(new InForce.Document(tableOf(V1), V1, DocumentOrigin.LAST_GOOD_INSTEAD));
            assertThat(step.effects()).isEmpty();
        }

        @Test
        void afterAnotherOne_isNewsAgain() {
            DocumentState.Step step = of1.pushed(BAD, true, this::look)
                    .next()
                    .pushed(V2, true, this::look)
                    .next()
                    .pushed(BAD, true, this::look);

            assertThat(step.effects()).singleElement().isInstanceOf(Effect.Refused.class);
        }

        private Optional<String> look() {
            lookedFor.add("looked");
            return Optional.empty();
        }
    }

    @Nested
    class Unanswered {

        @Test
        void nothingKept_isSaidOnce() {
            DocumentState.Step first = unknown.unanswered(NOTHING_KEPT);

            assertThat(first.effects()).containsExactly(new Effect.NothingKept(PROVIDER));
            assertThat(first.next().unanswered(NOTHING_KEPT))
                    .isEqualTo(new DocumentState.Step(first.next(), List.of()));
        }

        @Test
        void keptOfAnotherFormat_isSaid() {
            assertThat(unknown.unanswered(() -> Optional.of(BAD)).effects())
                    .containsExactly(new Effect.UselessKept(PROVIDER));
        }

        @Test
        void documentInForce_stays() {
            assertThat(of1.unanswered(() -> Optional.of(V2))).isEqualTo(new DocumentState.Step(of1, List.of()));
        }
    }

    private static Table tableOf(String text) {
        return ((Reading.Accepted) DocumentReader.read(PROVIDER, text)).table();
    }

    private static String revisionOf(String text) {
        return DocumentReader.revisionOf(text);
    }
}
