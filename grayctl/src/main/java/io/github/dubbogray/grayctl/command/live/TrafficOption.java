package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.traffic.Traffic;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which recorded traffic a document is tried on. */
final class TrafficOption {

    @Option(
            names = "--traffic",
            paramLabel = "FILE",
            description = "A recording ('grayctl record'): say what it would get of the document.")
    private @Nullable String file;

    /** Returns the traffic; null if none was named. Throws {@link CommandFailure} if it cannot be read. */
    @Nullable Traffic read(Surroundings surroundings) {
        if (file == null) {
            return null;
        }
        Input input = surroundings.inputs().readRecording(file);
        if (input instanceof Input.Unreadable unreadable) {
            throw new CommandFailure(ExitCode.USAGE, unreadable.name() + " " + unreadable.reason());
        }
        Traffic.Found found = Traffic.of((Input.Text) input);
        if (found instanceof Traffic.Found.Bad bad) {
            throw new CommandFailure(ExitCode.USAGE, bad.problem());
        }
        return ((Traffic.Found.Good) found).traffic();
    }
}
