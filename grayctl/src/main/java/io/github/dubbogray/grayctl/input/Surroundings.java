package io.github.dubbogray.grayctl.input;

import java.time.Clock;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param inputs where it reads files and answers
 * @param environment the variables
 * @param clock the time of day
 * @param isInteractive whether a person is there to ask
 */
public record Surroundings(Inputs inputs, Map<String, String> environment, Clock clock, boolean isInteractive) {

    /** The launcher's way to say that a person is there: a JVM of 22 or newer has a console in a pipeline, too. */
    private static final String TERMINAL = "grayctl.terminal";

    /** Copies the variables. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Returns those of this process. */
    public static Surroundings ofProcess(Inputs inputs) {
        return new Surroundings(inputs, System.getenv(), Clock.systemUTC(), Boolean.getBoolean(TERMINAL));
    }
}
