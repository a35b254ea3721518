package io.github.dubbogray.router.document;

/** What the config centre has said so far. */
sealed interface Heard {

    /**
     * Answers only.
     *
     * @param emptyInARow how many of the last ones gave nothing while the config centre was reachable
     */
    record Answers(int emptyInARow) implements Heard {}

    /** It has called back, so that an answer may be older than what is known. */
    record Pushes() implements Heard {}
}
