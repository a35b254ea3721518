package io.github.dubbogray.router.event;

import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.health.watch.HealthEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Something that changed in gray release, for whoever watches. It is in force when it is told. */
public sealed interface GrayEvent {

    /** Says it as the log does. */
    String describe();

    /**
     * Returns what a log line of it may be found by: always {@code gray.event}, and whatever there is of {@code
     * gray.application}, {@code gray.revision}, {@code gray.lane} and {@code gray.instance}.
     */
    Map<String, String> fields();

    /**
     * A text took effect, in every router; one that comes back after another, or after a refused one, does so again.
     *
     * @param application the provider application whose document it is
     * @param revision names the text
     * @param problems warnings and hints, in the order of the text
     */
    record DocumentAccepted(String application, String revision, List<Problem> problems, DocumentOrigin origin)
            implements GrayEvent {

        public DocumentAccepted {
            problems = List.copyOf(problems);
        }

        @Override
        public Map<String, String> fields() {
            return EventFields.of("document-accepted", application)
                    .revision(revision)
                    .map();
        }

        @Override
        public String describe() {
            return inForce(application, revision, origin.describe());
        }
    }

    /**
     * A text was refused as a whole; told once each time it is published.
     *
     * @param application the provider application whose document it is
     * @param revision names the refused text
     * @param inForce the revision that stays in force
     * @param problems all errors, in the order of the text; past 200 of them, the last says how many more there are
     */
    record DocumentRefused(
            String application, String revision, String inForce, List<Problem> problems, DocumentOrigin origin)
            implements GrayEvent {

        public DocumentRefused {
            problems = List.copyOf(problems);
        }

        @Override
        public Map<String, String> fields() {
            return EventFields.of("document-refused", application)
                    .revision(revision)
                    .map();
        }

        @Override
        public String describe() {
            return "Document " + DataId.of(application) + " revision " + revision + " is refused, revision " + inForce
                    + " stays in force; " + problems.size() + " problem(s):\n"
                    + problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
        }
    }

    /** The last good text took effect in every router, as the config centre gives none (clause D3). */
    record LastGoodInForce(String application, String revision, DocumentOrigin origin) implements GrayEvent {
        @Override
        public Map<String, String> fields() {
            return EventFields.of("last-good-in-force", application)
                    .revision(revision)
                    .map();
        }

        @Override
        public String describe() {
            return inForce(application, revision, origin.describe());
        }
    }

    /**
     * What is in force stays, and may not be what the config centre has from now on; told anew where the reason changes.
     *
     * @param application the provider application whose document it is
     * @param revision the one that stays in force, {@code none} where there is no document
     */
    record DocumentDegraded(String application, String revision, DegradedFor reason) implements GrayEvent {
        @Override
        public Map<String, String> fields() {
            return EventFields.of("document-degraded", application)
                    .revision(revision)
                    .map();
        }

        @Override
        public String describe() {
            String stays = "Document " + DataId.of(application) + ": " + reason.describe() + "; revision " + revision
                    + " stays in force";
            return reason == DegradedFor.REMOVED
                    ? stays
                            + " until a document is published, also one with 'enabled: false', or the removal is confirmed: "
                            + "grayConfirmRemoval " + application
                    : stays;
        }
    }

    /**
     * What is in force is what the config centre has, again.
     *
     * @param application the provider application whose document it is
     * @param revision the one in force, {@code none} where there is no document
     * @param reason why it was not known before
     * @param lasted for how long it was not known
     */
    record DocumentReconciled(String application, String revision, DegradedFor reason, Duration lasted)
            implements GrayEvent {
        @Override
        public Map<String, String> fields() {
            return EventFields.of("document-reconciled", application)
                    .revision(revision)
                    .map();
        }

        @Override
        public String describe() {
            return "Document " + DataId.of(application) + ": revision " + revision
                    + " is what the config centre has, after " + lasted.toSeconds() + " s in which "
                    + reason.describe();
        }
    }

    /** An application has no document any more, in every router. */
    record DocumentGone(String application) implements GrayEvent {
        @Override
        public Map<String, String> fields() {
            return EventFields.of("document-gone", application).map();
        }

        @Override
        public String describe() {
            return inForce(application, "none", "no document");
        }
    }

    /**
     * Instances are in stable by their labels and in a gray lane by others; once for each revision of a document and each
     * lane.
     *
     * @param addresses of those instances
     * @param meaning what becomes of them
     */
    record LanesOverlap(String application, String revision, String lane, List<String> addresses, String meaning)
            implements GrayEvent {

        private static final int NAMED = 3;

        public LanesOverlap {
            addresses = List.copyOf(addresses);
        }

        @Override
        public Map<String, String> fields() {
            return EventFields.of("lanes-overlap", application)
                    .revision(revision)
                    .lane(lane)
                    .map();
        }

        @Override
        public String describe() {
            return "Document " + DataId.of(application) + " revision " + revision + ": " + addresses.size()
                    + " instance(s) are in stable by their labels and in lane " + lane + " ("
                    + addresses.stream().limit(NAMED).collect(Collectors.joining(", "))
                    + (addresses.size() > NAMED ? ", …" : "") + "); " + meaning;
        }
    }

    /**
     * What an instance says of a label and what the registry says began to differ, or differ in another way now; once,
     * however many services list the instance.
     */
    record LabelDrifted(LabelDrift drift) implements GrayEvent {
        @Override
        public Map<String, String> fields() {
            return EventFields.of("label-drifted", drift.application())
                    .instance(drift.address())
                    .map();
        }

        @Override
        public String describe() {
            return "Label drift: " + drift.describe() + ". What the registry says counts.";
        }
    }

    /** They agree again in every service, or the instance is gone, and that has stayed so for a while. */
    record DriftSettled(LabelDrift drift) implements GrayEvent {
        @Override
        public Map<String, String> fields() {
            return EventFields.of("drift-settled", drift.application())
                    .instance(drift.address())
                    .map();
        }

        @Override
        public String describe() {
            return "Label drift is over: " + drift.describe();
        }
    }

    /** The registry has what is no label under a label's key. */
    record LabelMalformed(MalformedLabel label) implements GrayEvent {
        @Override
        public Map<String, String> fields() {
            return EventFields.of("label-malformed", label.application())
                    .instance(label.address())
                    .map();
        }

        @Override
        public String describe() {
            return "Label left out: " + label.describe();
        }
    }

    /**
     * An instance has a label that is not the wanted one only by the case of its letters; once for each instance and label.
     *
     * @param address of the instance
     * @param label the label as it has it: {@code env=Gray}
     * @param wanted the one that its document, or else clause I2, asks for: {@code env=gray}
     */
    record LabelMissed(String application, String address, String label, String wanted) implements GrayEvent {
        @Override
        public Map<String, String> fields() {
            return EventFields.of("label-missed", application).instance(address).map();
        }

        @Override
        public String describe() {
            return "Label differs by the case of letters: " + address + " of " + application + " has " + label
                    + " in the registry, which is not " + wanted + "; the instance counts as without " + wanted;
        }
    }

    /**
     * Somebody was taken out for its failures, in every router of this process (clause P5), or comes back.
     *
     * @param application the provider application whose lane or instance it is
     */
    record HealthChanged(String application, HealthEvent news) implements GrayEvent {
        @Override
        public Map<String, String> fields() {
            return EventFields.of(application, news).map();
        }

        @Override
        public String describe() {
            return "Health of " + application + ": " + news.describe();
        }
    }

    private static String inForce(String application, String revision, String origin) {
        return "Gray document in force: " + application + ": revision " + revision + ", " + origin;
    }
}
