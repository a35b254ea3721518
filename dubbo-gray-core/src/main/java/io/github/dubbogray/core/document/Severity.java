package io.github.dubbogray.core.document;

/** How much a problem matters. */
public enum Severity {
    /** The document is refused. */
    ERROR,

    /** The document is accepted, but hardly does what was meant. */
    WARNING,

    /** The document is accepted; something about it is worth knowing. */
    HINT
}
