package io.github.dubbogray.grayctl.command;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.document.Severity;
import io.github.dubbogray.core.document.SwitchesReader;
import io.github.dubbogray.core.document.SwitchesReading;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.output.Finding;
import io.github.dubbogray.grayctl.output.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong with documents. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = "Says what is wrong with documents: all of it, with line, column and a code that docs/messages.md"
                + " explains.",
        footer = {"", ExitCode.HELP})
public final class Lint implements Callable<Integer> {

    private final Inputs inputs;
    private final List<Finding> findings = new ArrayList<>();
    private boolean isUnreadable;

    @Mixin
    private final Output output = new Output();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A document, or - for standard input.")
    private List<String> files = List.of();

    @Option(
            names = "--application",
            paramLabel = "NAME",
            description = "The application that the documents must be for. Without it, each is for the one it names.")
    private @Nullable String application;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            defaultValue = "warning",
            converter = SeverityName.class,
            completionCandidates = SeverityName.class,
            description = "End with 1 from this severity on: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Severity failOn = Severity.WARNING;

    /** Reads from these inputs. */
    public Lint(Inputs inputs) {
        this.inputs = inputs;
    }

    @Override
    public Integer call() {
        files.forEach(file -> lint(inputs.read(file)));
        if (output.isJson()) {
            output.json(findings.stream().map(Finding::toJson).toList());
        }
        if (isUnreadable) {
            return ExitCode.USAGE;
        }
        return findings.stream().anyMatch(finding -> finding.severity().compareTo(failOn) <= 0)
                ? ExitCode.FINDINGS
                : ExitCode.FINE;
    }

    private void lint(Input input) {
        if (input instanceof Input.Unreadable unreadable) {
            output.complain(unreadable);
            isUnreadable = true;
            return;
        }
        Input.Text text = (Input.Text) input;
        Linted linted = SwitchesReader.isMeant(text.text()) ? switches(text.text()) : routes(text.text());
        List<Finding> found = Finding.of(text.name(), linted.problems());
        findings.addAll(found);
        if (!output.isJson()) {
            found.forEach(output::line);
            output.styledLine(Quoted.line(text.name()) + ": " + linted.summary());
        }
    }

    /** What became of one text. */
    private record Linted(List<Problem> problems, String summary) {}

    private Linted routes(String text) {
        Reading reading = application == null ? DocumentReader.read(text) : DocumentReader.read(application, text);
        if (reading instanceof Reading.Refused refused) {
            return new Linted(refused.problems(), output.styled("red", "refused"));
        }
        Reading.Accepted accepted = (Reading.Accepted) reading;
        Table table = accepted.table();
        return new Linted(
                accepted.remarks(),
                acceptedFor(table.application(), table.revision())
                        + counted(table.gray().size(), "gray lane") + ", "
                        + counted(table.rules().list().size(), "rule"));
    }

    private Linted switches(String text) {
        SwitchesReading reading =
                application == null ? SwitchesReader.read(text) : SwitchesReader.read(application, text);
        if (reading instanceof SwitchesReading.Refused refused) {
            return new Linted(refused.problems(), output.styled("red", "refused"));
        }
        SwitchesReading.Accepted accepted = (SwitchesReading.Accepted) reading;
        Switches switches = accepted.switches();
        int number = switches.all().size();
        return new Linted(
                accepted.remarks(),
                acceptedFor(switches.application(), switches.revision())
                        + number
                        + (number == 1 ? " switch" : " switches"));
    }

    private String acceptedFor(String application, String revision) {
        return output.styled("green", "accepted") + " for " + Quoted.line(application) + ", revision " + revision
                + ", ";
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
