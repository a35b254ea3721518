package io.github.dubbogray.grayctl.command;

import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.output.Output;
import io.github.dubbogray.grayctl.traffic.Replayed;
import io.github.dubbogray.grayctl.traffic.Traffic;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a document on recorded traffic. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Says what recorded requests would get of another document: the share of each lane, and how many go from"
                        + " where to where, between bounds where a recording does not know enough. Ends with 1 if any may"
                        + " go elsewhere.",
        footer = {"", ExitCode.HELP})
public final class ReplayTraffic implements Callable<Integer> {

    private final Inputs inputs;

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "FILE", description = "A recording ('grayctl record'), or - for standard input.")
    private String file = "";

    @Option(names = "--document", paramLabel = "FILE", required = true, description = "The other document.")
    private String document = "";

    /** Reads from these inputs. */
    public ReplayTraffic(Inputs inputs) {
        this.inputs = inputs;
    }

    @Override
    public Integer call() {
        Input input = inputs.readRecording(file);
        if (input instanceof Input.Unreadable unreadable) {
            output.complain(unreadable);
            return ExitCode.USAGE;
        }
        Traffic.Found found = Traffic.of((Input.Text) input);
        if (found instanceof Traffic.Found.Bad bad) {
            output.complain(bad.problem());
            return ExitCode.USAGE;
        }
        Documents.Found read = new Documents(inputs, output).read(document);
        return read instanceof Documents.Found.Good good
                ? answer(((Traffic.Found.Good) found).traffic().under(good.table()))
                : ((Documents.Found.Bad) read).exitCode();
    }

    private int answer(Replayed replayed) {
        if (output.isJson()) {
            output.json(replayed.toJson());
        } else {
            replayed.toLines().forEach(output::line);
        }
        return replayed.isSame() ? ExitCode.FINE : ExitCode.FINDINGS;
    }
}
