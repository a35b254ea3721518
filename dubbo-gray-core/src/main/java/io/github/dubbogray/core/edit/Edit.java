package io.github.dubbogray.core.edit;

/**
 * A change of one thing that a document says, be it of routes or of switches, or of two that belong together. It changes the characters that say it and no others: comments, spacing,
 * quotes, line ends and a byte order mark stay as they are.
 */
public sealed interface Edit permits FeatureEdit, ReleaseEdit, ReleaseEnd, ShareEdit, SwitchEdit {

    /**
     * Edits the text of a document. What comes out is a document again, and says what the text said but for this.
     *
     * @throws IllegalStateException if it would say anything else, which is a bug of this library
     */
    EditResult appliedTo(String text);
}
