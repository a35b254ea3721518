package io.github.dubbogray.core.release;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.edit.EditResult;
import io.github.dubbogray.core.edit.ReleaseEdit;
import io.github.dubbogray.core.edit.ReleaseEnd;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.plan.Step;
import io.github.dubbogray.core.release.verdict.Verdict;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The moves that states have in common, at one moment of one release.
 *
 * @param plan the one that is there now
 */
record Situation(Release release, ReleasePlan plan, Observation seen) {

    ReleaseState state() {
        return release.state();
    }

    private Subject subject() {
        return release.subject();
    }

    long millis() {
        return seen.nowMillis();
    }

    /** Returns whether the plan of now moves the share that the release moves. */
    boolean isOfPlan() {
        return subject().equals(Subject.of(plan));
    }

    /** Publishes the share of a step and which step it is. */
    Move enter(int step, String reason) {
        return change(
                plan.step(step).basisPoints(),
                new ReleaseMark.OfStep(
                        release.id(), step, subject().rule(), plan.analysis().slowerThan()),
                publication -> new RunningStep.Publishing(step, publication),
                revision -> new RunningStep.Spreading(step, revision, millis()),
                obstacle -> new Paused.Unwatched(step, obstacle),
                reason);
    }

    /** Takes the release out of the document; the share stays. */
    Move close(int step, String reason) {
        return change(
                plan.step(step).basisPoints(),
                ReleaseMark.NONE,
                publication -> new RunningStep.Closing(step, publication),
                revision -> new ReleaseState.Promoted(step),
                obstacle -> new Paused.Unwatched(step, obstacle),
                reason);
    }

    /** Takes the lane's share and the release out of the document, whatever lane the plan of now is of. */
    Move rollBack(int step, String reason) {
        Move move = withoutShare(step, reason);
        return move.state() instanceof RollingBack.Blocked
                ? document().flatMap(now -> nothingLeft(step, reason, now)).orElse(move)
                : move;
    }

    private Move withoutShare(int step, String reason) {
        return change(
                0,
                ReleaseMark.NONE,
                publication -> new RollingBack.Publishing(step, reason, publication),
                revision -> new RollingBack.Spreading(step, reason, revision, millis()),
                obstacle -> new RollingBack.Blocked(step, reason, obstacle),
                reason);
    }

    /** Where the rule, its share for the lane, or the document is gone, there is no share to be taken away. */
    private Optional<Move> nothingLeft(int step, String reason, DocumentSeen.Present document) {
        if (document.text().isBlank()) {
            return Optional.of(Move.to(
                    new ReleaseState.RolledBack(step, reason),
                    "there is no document any more, so " + subject().describe() + " gets nothing"));
        }
        boolean hasNothing =
                DocumentReader.read(plan.application(), document.text()) instanceof Reading.Accepted accepted
                        && subject().shareIn(accepted.table()) == 0;
        return hasNothing ? Optional.of(withoutMark(step, reason, document)) : Optional.empty();
    }

    private Move withoutMark(int step, String reason, DocumentSeen.Present document) {
        String why = subject().describe() + " gets nothing any more, as the document stands";
        return new ReleaseEnd().appliedTo(document.text()) instanceof EditResult.Edited edited
                ? published(document, edited.text(), to -> new RollingBack.Publishing(step, reason, to), why)
                : Move.to(new RollingBack.Spreading(step, reason, document.revision(), millis()), why);
    }

    private static Move published(
            DocumentSeen.Present document, String text, Function<Publication, ReleaseState> meant, String reason) {
        return new Move(
                meant.apply(new Publication(document.revision(), DocumentReader.revisionOf(text))),
                List.of(new Action.Publish(text, document.revision())),
                reason);
    }

    private Optional<DocumentSeen.Present> document() {
        return seen.document() instanceof DocumentSeen.Present present ? Optional.of(present) : Optional.empty();
    }

    /** The text of a change follows from the text before it, so a successor means the same revision. */
    private Move change(
            int basisPoints,
            ReleaseMark mark,
            Function<Publication, ReleaseState> meant,
            Function<String, ReleaseState> done,
            Function<String, ReleaseState> blocked,
            String reason) {
        if (!(seen.document() instanceof DocumentSeen.Present document)) {
            return away();
        }
        EditResult result =
                new ReleaseEdit(subject().lane(), subject().rule(), basisPoints, mark).appliedTo(document.text());
        if (result instanceof EditResult.Edited edited) {
            return published(document, edited.text(), meant, reason);
        }
        if (result instanceof EditResult.Refused refused) {
            String obstacle = "the document cannot be changed: " + Quoted.sentence(refused.toString());
            return Move.to(blocked.apply(obstacle), obstacle);
        }
        return Move.to(done.apply(document.revision()), reason);
    }

    private Move away() {
        String reason = seen.document() instanceof DocumentSeen.Away away ? away.reason() : "";
        return Move.to(state(), "nothing moves: " + reason);
    }

    /** Goes on when a change is made, makes it where it is not, and pauses where an operator made another one (clause L1). */
    Move published(Publication publication, Function<String, Move> done, Supplier<Move> again, int step) {
        if (isOn(publication.to())) {
            return done.apply(publication.to());
        }
        return isEdited(publication.from()) ? pausedForEdit(step) : again.get();
    }

    /** Goes on where the document is what the release has made it, and pauses where it is not (clause L1). */
    Move unedited(String revision, int step, Supplier<Move> then) {
        if (isOn(revision)) {
            return then.get();
        }
        return isEdited(revision) ? pausedForEdit(step) : away();
    }

    private Move pausedForEdit(int step) {
        String reason = "somebody else has changed the document; the edit is kept";
        return Move.to(new Paused.Unwatched(step, reason), reason);
    }

    boolean isOn(String revision) {
        return seen.document() instanceof DocumentSeen.Present document
                && document.revision().equals(revision);
    }

    boolean isEdited(String revision) {
        return seen.document() instanceof DocumentSeen.Present document
                && !document.revision().equals(revision);
    }

    /** Takes the figures, acts on a breach (clause L3), and goes on otherwise. */
    Move judged(Watch watch, BiFunction<Watch, Verdict, Move> otherwise) {
        return unedited(watch.revision(), watch.step(), () -> {
            Watch later = watch.plus(plan, seen.figures());
            Verdict verdict = later.evidence().verdict(plan.analysis());
            return verdict instanceof Verdict.Breach
                    ? breached(later.step(), verdict.reason())
                    : otherwise.apply(later, verdict);
        });
    }

    private Move breached(int step, String reason) {
        return switch (plan.onBreach()) {
            case ROLLBACK -> rollBack(step, reason);
            case PAUSE -> Move.to(new Paused.Breached(step, reason), reason);
        };
    }

    /** Goes on behind a step that is proven. */
    Move proven(Watch watch, String reason) {
        return plan.step(watch.step()).approval() == Step.Approval.NEEDED
                ? Move.to(new ReleaseState.WaitingForApproval(watch), reason)
                : enter(watch.step() + 1, reason);
    }

    boolean isUndecidedFor(long sinceMillis) {
        return millis() - sinceMillis >= plan.onInconclusive().hold().toMillis();
    }

    /** Does what the plan says of a step that is not decided. */
    Move giveUp(Watch watch, String reason) {
        return switch (plan.onInconclusive().then()) {
            case ROLLBACK -> rollBack(watch.step(), reason);
            case PAUSE -> Move.to(new Paused.Watched(watch, reason), reason);
        };
    }

    /** Does what the plan says of a step that not all consumers take over. */
    Move giveUp(int step, String reason) {
        return switch (plan.onInconclusive().then()) {
            case ROLLBACK -> rollBack(step, reason);
            case PAUSE -> Move.to(new Paused.Unwatched(step, reason), reason);
        };
    }

    /** Returns whether all consumers go by a document, and there is one at least. */
    boolean isEverywhere(String revision) {
        return !seen.revisions().isEmpty() && on(revision) == seen.revisions().size();
    }

    /** Says how many consumers go by a document: {@code 3 of 4 consumers run it}. */
    String consumersOn(String revision) {
        return seen.revisions().isEmpty()
                ? "no consumer is known"
                : on(revision) + " of " + seen.revisions().size() + " consumers run it";
    }

    private long on(String revision) {
        return seen.revisions().stream().filter(revision::equals).count();
    }
}
