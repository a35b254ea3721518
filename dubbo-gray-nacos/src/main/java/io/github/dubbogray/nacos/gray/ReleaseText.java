package io.github.dubbogray.nacos.gray;

/** A text that is kept of an application's releases, beside its document. */
public enum ReleaseText {
    /** How the release is meant to go. */
    PLAN(".gray-release"),
    /** How it stands. */
    STATE(".gray-release-state"),
    /** What harm releases did. */
    INCIDENTS(".gray-incidents"),
    /** What became of earlier ones. */
    LEDGER(".gray-releases");

    private final String suffix;

    ReleaseText(String suffix) {
        this.suffix = suffix;
    }

    /** Returns the data id of an application's. */
    public String idOf(String application) {
        return application + suffix;
    }

    String suffix() {
        return suffix;
    }
}
