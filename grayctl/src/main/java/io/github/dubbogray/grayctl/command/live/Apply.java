package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.nacos.gray.GrayDocument;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Publishes a file. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description =
                "Makes a file an application's document: says what is wrong with it and what it would do, asks, and"
                        + " publishes it unless somebody else was faster. What consumers would refuse is not published.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Apply extends ChangesDocument {

    @Parameters(paramLabel = "FILE", description = "A document, or - for standard input.")
    private String file = "";

    @Option(
            names = "--if-revision",
            paramLabel = "REVISION",
            description = "Refuse if the document in Nacos is another one; 'none' for no document at all.")
    private @Nullable String expected;

    /** Asks and answers in these surroundings. */
    public Apply(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Made make(Nacos nacos, String application) {
        Input.Text text = read(surroundings(), file);
        GrayDocument basis = nacos.documents().read(application).orElse(null);
        String revision = basis == null ? "none" : basis.revision();
        if (expected != null && !expected.equals(revision)) {
            throw new CommandFailure(
                    ExitCode.FINDINGS,
                    "the document of " + application + " in Nacos is revision " + revision + ", not " + expected
                            + ": nothing is changed");
        }
        return new Made(basis, text);
    }

    @Override
    String action() {
        return "apply";
    }
}
