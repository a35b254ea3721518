package io.github.dubbogray.router.document;

/** How often something is tried that fails, by the looks of a timer: at the first look, after 2, 4 and 8 more, then at every twelfth. */
final class Pauses {

    private static final int LONGEST = 12;

    /** Guarded by this, as the next. */
    private int length = 1;

    private int left = 1;

    /** Counts a look; returns whether it is time to try. */
    synchronized boolean isOver() {
        left--;
        if (left > 0) {
            return false;
        }
        length = Math.min(2 * length, LONGEST);
        left = length;
        return true;
    }

    /** Begins anew: it worked. */
    synchronized void end() {
        length = 1;
        left = 1;
    }
}
