package io.github.dubbogray.grayctl.command;

import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.grayctl.diff.Difference;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.output.Output;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two documents by what they decide. */
@Command(
        name = "diff",
        mixinStandardHelpOptions = true,
        description =
                "Says what two documents of one application decide differently: which requests, which share of them,"
                        + " from which lane to which. Ends with 1 if anything is decided otherwise.",
        footer = {"", ExitCode.HELP})
public final class Diff implements Callable<Integer> {

    private final Inputs inputs;

    @Mixin
    private final Output output = new Output();

    @Parameters(index = "0", paramLabel = "OLD", description = "The document as it is, or - for standard input.")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The document as it may become.")
    private String now = "";

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "Sticky keys, one on a line: say of them which ones move.")
    private @Nullable String keys;

    /** Reads from these inputs. */
    public Diff(Inputs inputs) {
        this.inputs = inputs;
    }

    @Override
    public Integer call() {
        Documents documents = new Documents(inputs, output);
        Documents.Found one = documents.read(old);
        Documents.Found other = documents.read(now);
        if (one instanceof Documents.Found.Good before && other instanceof Documents.Found.Good after) {
            return compare(before.table(), after.table());
        }
        return Math.max(exitCode(one), exitCode(other));
    }

    private static int exitCode(Documents.Found found) {
        return found instanceof Documents.Found.Bad bad ? bad.exitCode() : ExitCode.FINE;
    }

    private int compare(Table before, Table after) {
        if (!before.application().equals(after.application())) {
            output.complain(old + " is for " + before.application() + " and " + now + " for " + after.application()
                    + "; documents of one application can be compared");
            return ExitCode.USAGE;
        }
        Input named = keys == null ? new Input.Text("", "") : inputs.read(keys);
        if (named instanceof Input.Unreadable unreadable) {
            output.complain(unreadable);
            return ExitCode.USAGE;
        }
        List<String> all = ((Input.Text) named)
                .text()
                .lines()
                .filter(line -> !line.isBlank())
                .distinct()
                .toList();
        Difference difference = Difference.between(before, after);
        if (output.isJson()) {
            output.json(difference.toJson(all));
        } else {
            difference.toLines(all).forEach(output::line);
        }
        return difference.isNone() ? ExitCode.FINE : ExitCode.FINDINGS;
    }
}
