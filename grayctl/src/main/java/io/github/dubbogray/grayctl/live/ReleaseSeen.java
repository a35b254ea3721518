package io.github.dubbogray.grayctl.live;

import io.github.dubbogray.core.release.Judged;
import io.github.dubbogray.core.release.Paused;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ReleaseState;
import io.github.dubbogray.core.release.RollingBack;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.grayctl.release.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What there is of releases beside a document that somebody edits.
 *
 * @param kept the application's release, on its way or over; empty if there is none, or Nacos does not tell
 * @param takenBack ids of releases whose changes of the document an undo goes back over
 */
public record ReleaseSeen(Optional<Release> kept, Set<String> takenBack) {

    /** Of an application without releases. */
    public static final ReleaseSeen NONE = new ReleaseSeen(Optional.empty(), Set.of());

    /** Copies the set. */
    public ReleaseSeen {
        takenBack = Set.copyOf(takenBack);
    }

    /** Returns the release that is on its way, if one is. */
    private Optional<Release> running() {
        return kept.filter(release -> !release.state().isFinal());
    }

    /** Returns the release that takes an edit as a reason to pause, if there is one. */
    public Optional<Release> pausing() {
        return running()
                .filter(release -> !(release.state() instanceof RollingBack)
                        && !(release.state() instanceof ReleaseState.Pending)
                        && !isAtRest(release.state()));
    }

    /** Says what an edit is to releases. */
    List<String> toLines(ReleaseMark before, ReleaseMark then) {
        List<String> lines = new ArrayList<>();
        if (!takenBack.isEmpty()) {
            lines.add("This takes back what release " + Listed.sorted(takenBack) + " has published.");
        }
        boolean isMarkedAnew = then instanceof ReleaseMark.OfStep && !then.equals(before);
        if (isMarkedAnew && then instanceof ReleaseMark.OfStep mark) {
            lines.add("This has the mark of release " + mark.id() + ", step " + mark.step()
                    + ": consumers count for it again, " + whoJudges(mark));
        }
        running()
                .map(ReleaseSeen::goesOn)
                .or(() -> before instanceof ReleaseMark.OfStep mark && kept.isEmpty() && !isMarkedAnew
                        ? Optional.of("Release " + mark.id() + " is at step " + mark.step()
                                + " of this document: where it is on its way, this edit is kept and pauses it.")
                        : Optional.empty())
                .ifPresent(lines::add);
        return List.copyOf(lines);
    }

    private String whoJudges(ReleaseMark.OfStep mark) {
        return kept.filter(release ->
                        release.id().equals(mark.id()) && release.state().isFinal())
                .map(release -> "and nobody judges it, as that release is " + Phase.of(release.state()) + ".")
                .orElse("whether or not that release is over.");
    }

    /** Nothing is judged in it. */
    private static boolean isAtRest(ReleaseState state) {
        return state instanceof Paused && !(state instanceof Judged);
    }

    private static String goesOn(Release release) {
        ReleaseState state = release.state();
        String named = "Release " + release.id() + " is ";
        if (state instanceof RollingBack) {
            return named + "rolling back: it takes the lane's share out of this text too.";
        }
        if (state instanceof ReleaseState.Pending) {
            return named + "about to begin, on this text.";
        }
        if (isAtRest(state)) {
            return named + "paused at step " + state.step() + ", and stays so.";
        }
        return named + Phase.of(state) + " at step " + state.step()
                + ": it keeps this edit, and pauses. 'grayctl release resume' begins the step anew on it, 'grayctl release"
                + " rollback' takes the share away.";
    }

    /** Returns {@code {id, phase, step, pauses, takenBack}}; the first three only where a release is on its way. */
    JsonObject toJson() {
        JsonObject json = new JsonObject();
        running()
                .ifPresent(release -> json.put("id", release.id())
                        .put("phase", Phase.of(release.state()))
                        .put("step", release.state().step()));
        return json.put("pauses", pausing().isPresent())
                .putTexts("takenBack", takenBack.stream().sorted().toList());
    }
}
