package io.github.dubbogray.core.release;

/**
 * What is kept of a release in {@code {application}.gray-release-state}, as one text: see {@link ReleaseWriter} and {@link
 * ReleaseReader}.
 *
 * @param application the application whose document changes
 */
public record ReleaseFile(String application, Lease lease, Release release) {

    /** Returns the same with another lease. */
    public ReleaseFile with(Lease other) {
        return new ReleaseFile(application, other, release);
    }

    /** Returns the same with a later release. */
    public ReleaseFile with(Release later) {
        return new ReleaseFile(application, lease, later);
    }

    /** Returns it as JSON, to be read by {@link ReleaseReader}. */
    public String toJson() {
        return ReleaseWriter.write(this);
    }
}
