package io.github.dubbogray.core.release;

/**
 * A change of the document that is meant to be made. It is kept before it is made, so that a successor sees by the document
 * whether it was.
 *
 * @param from the revision that it replaces
 * @param to the revision that it makes
 */
public record Publication(String from, String to) {}
