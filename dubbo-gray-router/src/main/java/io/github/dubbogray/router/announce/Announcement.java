package io.github.dubbogray.router.announce;

import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.router.document.DocumentStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a process says in the registry of one provider application whose document it goes by. Values that are too long are cut
 * and end with an ellipsis: Nacos refuses an instance with more than {@value #LIMIT} characters of metadata, and the
 * {@value #OURS} that these have at most leave room for more keys.
 *
 * @param application the name of the process's own application; empty if it has none
 * @param process its id and host, as in {@code 4711@host}
 * @param library the version of this library, {@code unknown} where it does not come from a jar
 * @param revision the one in force, as {@link DocumentStatus#revision}; {@code none} where no document is
 * @param state how that stands
 * @param counts how calls of the step of a release ended, as {@link StepReport#text}; empty where none is on its way
 * @param failed what is known of those that failed, as {@link StepReport#failedText}; with the counts at most 400 characters
 */
public record Announcement(
        String application,
        String process,
        String library,
        String revision,
        State state,
        String counts,
        String failed) {

    /** The group of the registry that announcements are in. */
    public static final String GROUP = "dubbo-gray";

    /** What the name of a service with announcements ends with, behind the provider application's. */
    public static final String SERVICE_SUFFIX = ".gray-consumers";

    /** The metadata key of the process's own application. */
    public static final String APPLICATION = "application";

    /** The metadata key of the process's id and host. */
    public static final String PROCESS = "process";

    /** The metadata key of this library's version. */
    public static final String LIBRARY = "library";

    /** The metadata key of the revision in force. */
    public static final String REVISION = "revision";

    /** The metadata key of the state. */
    public static final String STATE = "state";

    /** The metadata key of the counts of a release's step. */
    public static final String COUNTS = "counts";

    /** The metadata key of what is known of failed calls of that step. */
    public static final String FAILED = "failed";

    /** How many characters of metadata an instance may have in Nacos, keys and values together. */
    static final int LIMIT = 1_024;

    /** How many of them an announcement has at most. */
    static final int OURS = 860;

    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VERSION = 48;

    /** One of a process that counts for no release. */
    public Announcement(String application, String process, String library, String revision, State state) {
        this(application, process, library, revision, state, "");
    }

    /** One that says nothing of failed calls but how many they are. */
    public Announcement(
            String application, String process, String library, String revision, State state, String counts) {
        this(application, process, library, revision, state, counts, "");
    }

    /** Cuts what is too long. */
    public Announcement {
        application = cut(application, LONGEST_NAME);
        process = cut(process, LONGEST_NAME);
        library = cut(library, LONGEST_VERSION);
        revision = cut(revision, LONGEST_VERSION);
    }

    /** How the revision in force stands. */
    public sealed interface State {

        /** Returns it as the registry has it. */
        String text();

        /** What the config centre has is in force. */
        record Ok() implements State {
            @Override
            public String text() {
                return "ok";
            }
        }

        /** There is no document. */
        record None() implements State {
            @Override
            public String text() {
                return "none";
            }
        }

        /** A copy is in force, as the config centre is away, or shows no document and is asked again. */
        record LastGood() implements State {
            @Override
            public String text() {
                return "last-good";
            }
        }

        /**
         * The config centre's text is refused; the revision in force stays.
         *
         * @param revision the refused one
         */
        record Refused(String revision) implements State {
            @Override
            public String text() {
                return "refused:" + revision;
            }
        }

        /**
         * The config centre has not said yet whether there is a document, is away or has lost it, or a registry does not answer.
         *
         * @param since when that was found, to the second
         */
        record Degraded(Instant since) implements State {

            public Degraded {
                since = since.truncatedTo(ChronoUnit.SECONDS);
            }

            @Override
            public String text() {
                return "degraded:" + since;
            }
        }

        /**
         * Returns the state of a document. What is refused, and a copy, are said first: they say what the process goes by.
         *
         * @param degradedSince since when config centre or registry have been away, where they are
         */
        static State of(DocumentStatus document, Optional<Instant> degradedSince) {
            return switch (document.state()) {
                case REFUSED -> new Refused(document.refused().orElse("unknown"));
                case AWAY -> new LastGood();
                case CURRENT, DEGRADED ->
                    degradedSince.<State>map(Degraded::new).orElse(new Ok());
                case NONE -> degradedSince.<State>map(Degraded::new).orElse(new None());
            };
        }
    }

    /** Returns the name of the service that has the announcements about a provider application. */
    public static String serviceOf(String provider) {
        return provider + SERVICE_SUFFIX;
    }

    /** Returns it as the registry has it. */
    public Map<String, String> toMetadata() {
        Map<String, String> metadata = new HashMap<>(Map.of(
                APPLICATION, application,
                PROCESS, process,
                LIBRARY, library,
                REVISION, revision,
                STATE, cut(state.text(), LONGEST_VERSION)));
        if (!counts.isEmpty()) {
            metadata.put(COUNTS, counts);
        }
        if (!failed.isEmpty()) {
            metadata.put(FAILED, failed);
        }
        return metadata;
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + '…';
    }
}
