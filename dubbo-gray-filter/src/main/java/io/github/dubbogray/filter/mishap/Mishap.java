package io.github.dubbogray.filter.mishap;

import io.github.dubbogray.router.GrayApplication;
import org.apache.dubbo.common.logger.Logger;

/**
 * What a call passes by where this library's own work fails, with an exception, an error or what was thrown undeclared
 * (clause D4). Nothing here throws.
 */
public final class Mishap {

    private Mishap() {}

    /**
     * Counts it and logs it once per cause.
     *
     * @param what what did not happen, a sentence
     */
    public static void report(GrayApplication gray, String what, Throwable bug) {
        stayInterrupted(bug);
        try {
            gray.report(what, bug);
        } catch (Throwable alsoFailed) { // there is nobody left to tell
            stayInterrupted(alsoFailed);
        }
    }

    /** Logs it. */
    public static void log(Logger logger, String what, Throwable bug) {
        stayInterrupted(bug);
        try {
            logger.error(what, bug);
        } catch (Throwable alsoFailed) { // there is nobody left to tell
            stayInterrupted(alsoFailed);
        }
    }

    /** Code of the application may throw this undeclared, or a proxy of it wrap it; the thread is still to be told. */
    private static void stayInterrupted(Throwable bug) {
        if (bug instanceof InterruptedException || bug.getCause() instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }
}
