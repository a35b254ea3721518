package io.github.dubbogray.grayctl.live;

import java.util.concurrent.TimeUnit;

/** A while between two looks. */
public final class Pause {

    private Pause() {}

    /**
     * Waits.
     *
     * @param exitCode how the command ends if it is interrupted
     * @param interrupted what it says then
     */
    public static void millis(long millis, int exitCode, String interrupted) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(exitCode, interrupted);
        }
    }
}
