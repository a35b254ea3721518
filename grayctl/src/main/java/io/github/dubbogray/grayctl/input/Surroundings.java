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
 * @param columns how wide the terminal is that shows the answer; {@link #UNBOUNDED} where none does
 */
public record Surroundings(
        Inputs inputs, Map<String, String> environment, Clock clock, boolean isInteractive, int columns) {

    /** The width of a file, or of a pipe. */
    public static final int UNBOUNDED = Integer.MAX_VALUE;

    /** The launcher's way to say that a person is there: a JVM of 22 or newer has a console in a pipeline, too. */
    private static final String TERMINAL = "grayctl.terminal";

    /** The launcher's way to say how wide the terminal is. */
    private static final String COLUMNS = "grayctl.columns";

    /** On less no table is read. */
    private static final int FEWEST = 40;

    /** Copies the variables; a width that cannot be is none. */
    public Surroundings {
        environment = Map.copyOf(environment);
        columns = columns < FEWEST ? UNBOUNDED : columns;
    }

    /** Those where no terminal shows the answer. */
    public Surroundings(Inputs inputs, Map<String, String> environment, Clock clock, boolean isInteractive) {
        this(inputs, environment, clock, isInteractive, UNBOUNDED);
    }

    /** Returns those of this process. */
    public static Surroundings ofProcess(Inputs inputs) {
        return new Surroundings(
                inputs,
                System.getenv(),
                Clock.systemUTC(),
                Boolean.getBoolean(TERMINAL),
                Integer.getInteger(COLUMNS, UNBOUNDED));
    }
}
