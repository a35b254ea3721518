package io.github.dubbogray.feature;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.SwitchesReader;
import io.github.dubbogray.core.document.SwitchesReading;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.feature.text.Heard;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How far a document of switches has come; immutable. Each transition answers the state after it and nothing is done here
 * (clauses D1 and D3 for switches).
 *
 * @param switches those in force
 * @param newest the revision of the newest text, good or not; empty where none came, or it was deleted
 */
record Followed(Switches switches, Standing standing, String newest) {

    /**
     * What a transition leads to.
     *
     * @param effect what is to be done about the text, if anything
     */
    record Step(Followed next, Effect effect) {}

    /** What is to be done about a text. */
    sealed interface Effect {

        /** Nothing. */
        record None() implements Effect {}

        /** It was accepted, and is to be kept. */
        record Keep(String text) implements Effect {}

        /** It is gone, and so is what was kept. */
        record Discard() implements Effect {}

        /** It is news, and refused. */
        record Refuse(String revision, List<Problem> problems) implements Effect {}
    }

    static Followed unknown(String application) {
        return new Followed(Switches.none(application), new Standing.Lacking("nothing was heard yet"), "");
    }

    Step heard(String application, String text, Supplier<Optional<String>> lastGood) {
        String revision = DocumentReader.revisionOf(text);
        boolean isRepeated = revision.equals(newest);
        if (isRepeated && revision.equals(switches.revision())) {
            return none(new Followed(switches, new Standing.Current(), newest));
        }
        SwitchesReading reading = read(application, text);
        if (reading instanceof SwitchesReading.Accepted accepted) {
            return new Step(new Followed(accepted.switches(), new Standing.Current(), revision), new Effect.Keep(text));
        }
        Followed without = new Followed(switches, standing, revision)
                .without(application, "revision " + revision + " is refused", lastGood);
        return isRepeated
                ? none(without)
                : new Step(without, new Effect.Refuse(revision, ((SwitchesReading.Refused) reading).problems()));
    }

    Step gone() {
        return new Step(
                new Followed(Switches.none(switches.application()), new Standing.Current(), ""), new Effect.Discard());
    }

    Step away(String application, String why, Supplier<Optional<String>> lastGood) {
        return none(without(application, why, lastGood));
    }

    /** Takes a copy where there is nothing yet: it is what the document said once, so never current. */
    Step copied(String application, Heard.Copy copy, Supplier<Optional<String>> lastGood) {
        if (standing instanceof Standing.Lacking
                && !switches.hasDocument()
                && read(application, copy.text()) instanceof SwitchesReading.Accepted accepted) {
            return new Step(
                    new Followed(accepted.switches(), new Standing.Outdated(copy.why()), newest),
                    new Effect.Keep(copy.text()));
        }
        return away(application, copy.why(), lastGood);
    }

    /** Nothing was answered: counts as no document where none is in force or kept, and discards none. */
    Step unconfirmed(String application, String why, Supplier<Optional<String>> lastGood) {
        Followed kept = without(application, why, lastGood);
        return none(kept.switches().hasDocument() ? kept : new Followed(switches, new Standing.Current(), newest));
    }

    /** Keeps what is in force, or takes the last good text where there is nothing yet. */
    private Followed without(String application, String why, Supplier<Optional<String>> lastGood) {
        if (switches.hasDocument() || standing instanceof Standing.Outdated) {
            return new Followed(switches, new Standing.Outdated(why), newest);
        }
        return lastGood.get()
                .map(text -> read(application, text))
                .filter(SwitchesReading.Accepted.class::isInstance)
                .map(reading -> ((SwitchesReading.Accepted) reading).switches())
                .map(kept -> new Followed(kept, new Standing.Outdated(why), newest))
                .orElseGet(() -> new Followed(
                        switches,
                        standing instanceof Standing.Current ? new Standing.Outdated(why) : new Standing.Lacking(why),
                        newest));
    }

    /** An empty application is any: of a file, which has no data id. */
    private static SwitchesReading read(String application, String text) {
        return application.isEmpty() ? SwitchesReader.read(text) : SwitchesReader.read(application, text);
    }

    private static Step none(Followed next) {
        return new Step(next, new Effect.None());
    }
}
