package io.github.dubbogray.router.health.probe;

/** What came of a probe. */
enum Answer {
    /** The instance was asked, and has not answered yet. */
    NONE_YET,
    /** The instance answered. */
    ANSWERED,
    /** The instance did not answer, in time or at all. */
    UNANSWERED,
    /** This process could not ask, which says nothing about the instance. */
    NOT_ASKED
}
