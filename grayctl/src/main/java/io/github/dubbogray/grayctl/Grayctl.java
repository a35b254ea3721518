package io.github.dubbogray.grayctl;

import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.command.CommandGroup;
import io.github.dubbogray.grayctl.command.Completion;
import io.github.dubbogray.grayctl.command.Diff;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.command.Explain;
import io.github.dubbogray.grayctl.command.Lint;
import io.github.dubbogray.grayctl.command.Manual;
import io.github.dubbogray.grayctl.command.PrintSchema;
import io.github.dubbogray.grayctl.command.ReplayTraffic;
import io.github.dubbogray.grayctl.command.Simulate;
import io.github.dubbogray.grayctl.command.TestDocument;
import io.github.dubbogray.grayctl.command.live.Apply;
import io.github.dubbogray.grayctl.command.live.Failures;
import io.github.dubbogray.grayctl.command.live.History;
import io.github.dubbogray.grayctl.command.live.Isolate;
import io.github.dubbogray.grayctl.command.live.LabelCommands;
import io.github.dubbogray.grayctl.command.live.LabelSet;
import io.github.dubbogray.grayctl.command.live.LabelUnset;
import io.github.dubbogray.grayctl.command.live.LaneCommands;
import io.github.dubbogray.grayctl.command.live.Off;
import io.github.dubbogray.grayctl.command.live.On;
import io.github.dubbogray.grayctl.command.live.Previewing;
import io.github.dubbogray.grayctl.command.live.Ramp;
import io.github.dubbogray.grayctl.command.live.RecordTraffic;
import io.github.dubbogray.grayctl.command.live.Restore;
import io.github.dubbogray.grayctl.command.live.Status;
import io.github.dubbogray.grayctl.command.live.SwitchApply;
import io.github.dubbogray.grayctl.command.live.SwitchCommands;
import io.github.dubbogray.grayctl.command.live.SwitchExplain;
import io.github.dubbogray.grayctl.command.live.SwitchGet;
import io.github.dubbogray.grayctl.command.live.SwitchHistory;
import io.github.dubbogray.grayctl.command.live.SwitchList;
import io.github.dubbogray.grayctl.command.live.SwitchSet;
import io.github.dubbogray.grayctl.command.live.SwitchUndo;
import io.github.dubbogray.grayctl.command.live.Top;
import io.github.dubbogray.grayctl.command.live.Undo;
import io.github.dubbogray.grayctl.command.live.Wait;
import io.github.dubbogray.grayctl.command.live.Weigh;
import io.github.dubbogray.grayctl.command.release.Approve;
import io.github.dubbogray.grayctl.command.release.ListIncidents;
import io.github.dubbogray.grayctl.command.release.PauseRelease;
import io.github.dubbogray.grayctl.command.release.Plan;
import io.github.dubbogray.grayctl.command.release.PrintFigures;
import io.github.dubbogray.grayctl.command.release.PrintReport;
import io.github.dubbogray.grayctl.command.release.Promote;
import io.github.dubbogray.grayctl.command.release.ReleaseCommands;
import io.github.dubbogray.grayctl.command.release.ReleaseHistory;
import io.github.dubbogray.grayctl.command.release.ReleaseStatus;
import io.github.dubbogray.grayctl.command.release.Resume;
import io.github.dubbogray.grayctl.command.release.Rollback;
import io.github.dubbogray.grayctl.command.release.Run;
import io.github.dubbogray.grayctl.command.release.Start;
import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParseResult;

/** The command itself: it only has others. */
@Command(
        name = "grayctl",
        mixinStandardHelpOptions = true,
        versionProvider = Grayctl.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Lints, explains, compares, simulates and tests documents of dubbo-gray without a server; shows and"
                        + " changes what is in a Nacos.",
        footer = {"", "FILE may be - for standard input.", ExitCode.HELP})
public final class Grayctl extends CommandGroup {

    private Grayctl() {}

    /** Does what the arguments say, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Inputs inputs = new Inputs(Path.of(""), System.in);
        WrittenStream out = new WrittenStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        System.exit(run(commandLine(Surroundings.ofProcess(inputs)), out, utf8(System.err), arguments));
    }

    /** Returns the exit code: also that of an answer which could not be written. */
    static int run(CommandLine commands, WrittenStream out, PrintWriter err, String... arguments) {
        PrintWriter answer = utf8(out);
        int exitCode = commands.setOut(answer).setErr(err).execute(arguments);
        answer.flush();
        return out.failure().map(failure -> unwritten(failure, err)).orElse(exitCode);
    }

    private static int unwritten(IOException failure, PrintWriter err) {
        if (WrittenStream.isReaderGone(failure)) {
            return WrittenStream.READER_GONE;
        }
        err.println("grayctl: the answer could not be written: " + failure.getMessage());
        return ExitCode.USAGE;
    }

    /** Messages quote documents, which are UTF-8, whatever the process was started with. */
    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /** Returns all commands, in these surroundings. */
    static CommandLine commandLine(Surroundings surroundings) {
        Inputs inputs = surroundings.inputs();
        CommandLine labels = new CommandLine(new LabelCommands())
                .addSubcommand(new LabelSet(surroundings))
                .addSubcommand(new LabelUnset(surroundings));
        CommandLine lanes = new CommandLine(new LaneCommands()).addSubcommand(new Ramp(surroundings));
        CommandLine release = new CommandLine(new ReleaseCommands())
                .addSubcommand(new Plan(surroundings))
                .addSubcommand(new Start(surroundings))
                .addSubcommand(new Run(surroundings))
                .addSubcommand(new ReleaseStatus(surroundings))
                .addSubcommand(new Approve(surroundings))
                .addSubcommand(new PauseRelease(surroundings))
                .addSubcommand(new Resume(surroundings))
                .addSubcommand(new Promote(surroundings))
                .addSubcommand(new Rollback(surroundings))
                .addSubcommand(new ReleaseHistory(surroundings))
                .addSubcommand(new PrintReport(surroundings))
                .addSubcommand(new ListIncidents(surroundings))
                .addSubcommand(new PrintFigures(surroundings));
        CommandLine switches = new CommandLine(new SwitchCommands())
                .addSubcommand(new SwitchList(surroundings))
                .addSubcommand(new SwitchGet(surroundings))
                .addSubcommand(new SwitchExplain(surroundings))
                .addSubcommand(new SwitchSet(surroundings))
                .addSubcommand(new SwitchApply(surroundings))
                .addSubcommand(new SwitchHistory(surroundings))
                .addSubcommand(new SwitchUndo(surroundings));
        return new CommandLine(new Grayctl())
                .addSubcommand(new Lint(inputs))
                .addSubcommand(new Explain(inputs))
                .addSubcommand(new Diff(inputs))
                .addSubcommand(new Simulate(inputs))
                .addSubcommand(new TestDocument(inputs))
                .addSubcommand(new ReplayTraffic(inputs))
                .addSubcommand(new RecordTraffic(surroundings))
                .addSubcommand(new PrintSchema())
                .addSubcommand(new Status(surroundings))
                .addSubcommand(new Top(surroundings))
                .addSubcommand(new Previewing(surroundings))
                .addSubcommand(new Apply(surroundings))
                .addSubcommand(new History(surroundings))
                .addSubcommand(new Undo(surroundings))
                .addSubcommand(lanes)
                .addSubcommand(release)
                .addSubcommand(switches)
                .addSubcommand(new Off(surroundings))
                .addSubcommand(new On(surroundings))
                .addSubcommand(labels)
                .addSubcommand(new Weigh(surroundings))
                .addSubcommand(new Isolate(surroundings))
                .addSubcommand(new Restore(surroundings))
                .addSubcommand(new Wait(surroundings))
                .addSubcommand(new Completion())
                .addSubcommand(new Manual())
                .setExecutionExceptionHandler(Grayctl::explain);
    }

    private static int explain(Exception thrown, CommandLine command, ParseResult parsed) throws Exception {
        CommandFailure failure = Failures.of(thrown).orElseThrow(() -> thrown);
        String.valueOf(failure.getMessage())
                .lines()
                .map(Quoted::line)
                .forEach(line -> command.getErr().println("grayctl: " + line));
        return failure.exitCode();
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
