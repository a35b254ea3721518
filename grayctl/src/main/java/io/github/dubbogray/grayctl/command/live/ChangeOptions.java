package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.output.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a command may change something: after a question, at once, or not at all. */
public final class ChangeOptions {

    private final Surroundings surroundings;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
    private boolean dryRun;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why, kept in the history.")
    private String reason = "";

    @Option(
            names = "--author",
            paramLabel = "NAME",
            description = "Who, kept in the history; the user of this machine unless given. Also GRAYCTL_AUTHOR.")
    private @Nullable String author;

    /** Asks in these surroundings. */
    public ChangeOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Returns why. */
    public String reason() {
        return reason;
    }

    /** Returns who. */
    public String author(ServerOptions server) {
        return server.given(author, "author")
                .or(() -> Optional.ofNullable(surroundings.environment().get("USER")))
                .orElse("unknown");
    }

    /**
     * Returns whether to go on.
     *
     * @param question what is to be done, and where; ends without a mark
     * @throws CommandFailure if nobody is there to be asked
     */
    public boolean isConfirmed(String question, Output output) {
        if (dryRun) {
            output.remark("dry run: nothing is changed");
            return false;
        }
        if (yes) {
            return true;
        }
        if (!surroundings.isInteractive()) {
            throw new CommandFailure(ExitCode.USAGE, question + "? Nobody is there to answer: say --yes");
        }
        output.ask(question + "? [y/N] ");
        boolean isConfirmed = isYes(asked(output));
        if (!isConfirmed) {
            output.remark("nothing is changed");
        }
        return isConfirmed;
    }

    private static boolean isYes(String answer) {
        return answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes");
    }

    /** Who ends the process at the question hears what has become of it. */
    private String asked(Output output) {
        Thread atExit = new Thread(() -> {
            output.remark("");
            output.remark("nothing is changed");
        });
        Runtime.getRuntime().addShutdownHook(atExit);
        String answer = answer();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            return ""; // what was said already holds
        }
        return answer;
    }

    /** Returns whether nothing is to be done. */
    public boolean isDryRun() {
        return dryRun;
    }

    /** Reads byte by byte: what comes after the line is not ours. */
    private String answer() {
        StringBuilder answer = new StringBuilder();
        try {
            for (int next = surroundings.inputs().standardInput().read();
                    next >= 0 && next != '\n';
                    next = surroundings.inputs().standardInput().read()) {
                answer.append(new String(new byte[] {(byte) next}, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            return "";
        }
        return answer.toString().strip();
    }
}
