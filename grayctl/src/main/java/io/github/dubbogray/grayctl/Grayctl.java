package io.github.dubbogray.grayctl;

import io.github.dubbogray.grayctl.command.Completion;
import io.github.dubbogray.grayctl.command.Diff;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.command.Explain;
import io.github.dubbogray.grayctl.command.Lint;
import io.github.dubbogray.grayctl.command.PrintSchema;
import io.github.dubbogray.grayctl.command.Simulate;
import io.github.dubbogray.grayctl.command.TestDocument;
import io.github.dubbogray.grayctl.input.Inputs;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself: it only has others. */
@Command(
        name = "grayctl",
        mixinStandardHelpOptions = true,
        versionProvider = Grayctl.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lints, explains, compares, simulates and tests documents of dubbo-gray, without a server.",
        footer = {"", "FILE may be - for standard input.", ExitCode.HELP})
public final class Grayctl implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set before it runs
    private CommandSpec spec;

    private Grayctl() {}

    /** Does what the arguments say, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Inputs inputs = new Inputs(Path.of(""), System.in);
        System.exit(commandLine(inputs)
                .setOut(utf8(System.out))
                .setErr(utf8(System.err))
                .execute(arguments));
    }

    /** Messages quote documents, which are UTF-8, whatever the process was started with. */
    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Returns all commands, reading what is named from these inputs. */
    static CommandLine commandLine(Inputs inputs) {
        return new CommandLine(new Grayctl())
                .addSubcommand(new Lint(inputs))
                .addSubcommand(new Explain(inputs))
                .addSubcommand(new Diff(inputs))
                .addSubcommand(new Simulate(inputs))
                .addSubcommand(new TestDocument(inputs))
                .addSubcommand(new PrintSchema())
                .addSubcommand(new Completion());
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
    }

    /** Takes the version from the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "grayctl "
                        + Objects.requireNonNullElse(
                                Grayctl.class.getPackage().getImplementationVersion(), "(not packaged)")
            };
        }
    }
}
