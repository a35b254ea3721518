package io.github.dubbogray.core.document.yaml;

/**
 * Where in a text the parser's indices are: it counts code points, {@link String} counts UTF-16 units. One index after the
 * other costs no more than the way between them.
 */
final class Offsets {

    private final String text;
    private int reachedIndex;
    private int reachedOffset;

    Offsets(String text) {
        this.text = text;
    }

    int of(int index) {
        reachedOffset = text.offsetByCodePoints(reachedOffset, index - reachedIndex);
        reachedIndex = index;
        return reachedOffset;
    }
}
