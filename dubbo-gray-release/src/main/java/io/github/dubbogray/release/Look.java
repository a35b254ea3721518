package io.github.dubbogray.release;

import io.github.dubbogray.core.release.ReleaseFile;
import io.github.dubbogray.core.release.plan.ReleasePlan;

/** What a look of a controller at its release came to. */
public sealed interface Look {

    /** Says it as a sentence without its full stop. */
    String reason();

    /** There is no release, or none that can be read. */
    record Nothing(String reason) implements Look {}

    /** Nacos does not answer, or refuses: nothing moves. */
    record Away(String reason) implements Look {}

    /** Another process runs the release, or was faster this time. */
    record Following(ReleaseFile file, String reason) implements Look {}

    /**
     * This process runs the release.
     *
     * @param file how it stands from now on
     */
    record Leading(ReleaseFile file, ReleasePlan plan, String reason) implements Look {}

    /** The release has come to its end, and it is watched whether the harm that it did stays away. */
    record Reviewing(ReleaseFile file, String reason) implements Look {}

    /** The release has come to its end. */
    record Over(ReleaseFile file, String reason) implements Look {}
}
