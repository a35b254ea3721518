package io.github.dubbogray.grayctl.command;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.check.JUnitReport;
import io.github.dubbogray.grayctl.check.TestFile;
import io.github.dubbogray.grayctl.check.TestResult;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.output.Finding;
import io.github.dubbogray.grayctl.output.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs tests of documents. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description =
                "Runs tests of documents: what is given, a request, and where it is expected to go. The format is in"
                        + " docs/grayctl.md.",
        footer = {"", ExitCode.HELP})
public final class TestDocument implements Callable<Integer> {

    private final Inputs inputs;
    private final JUnitReport report = new JUnitReport();
    private final List<JsonObject> json = new ArrayList<>();
    private int passed;
    private int failed;
    private int exitCode = ExitCode.FINE;

    @Mixin
    private final Output output = new Output();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Tests, or - for standard input.")
    private List<String> files = List.of();

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the results as JUnit XML into this file too.")
    private @Nullable String junit;

    /** Reads from these inputs. */
    public TestDocument(Inputs inputs) {
        this.inputs = inputs;
    }

    @Override
    public Integer call() {
        files.forEach(this::test);
        if (failed > 0) {
            endWith(ExitCode.FINDINGS);
        }
        if (output.isJson()) {
            output.json(json);
        } else {
            output.line(passed + " passed, " + failed + " failed");
        }
        if (junit != null) {
            write(junit);
        }
        return exitCode;
    }

    private void test(String file) {
        Input input = inputs.read(file);
        if (input instanceof Input.Unreadable unreadable) {
            output.complain(unreadable);
            endWith(ExitCode.USAGE);
            return;
        }
        Input.Text text = (Input.Text) input;
        TestFile.Reading reading = TestFile.read(text.text(), name -> document(file, name));
        if (reading instanceof TestFile.Reading.Refused refused) {
            output.complain(Finding.of(text.name(), refused.problems()));
            endWith(ExitCode.FINDINGS);
            return;
        }
        List<TestResult> results = ((TestFile.Reading.Accepted) reading).tests().run();
        report.add(text.name(), results);
        results.forEach(result -> tell(text.name(), result));
    }

    private Optional<String> document(String file, String name) {
        Input document = inputs.readBeside(file, name);
        if (document instanceof Input.Unreadable unreadable) {
            output.complain(unreadable);
            return Optional.empty();
        }
        return Optional.of(((Input.Text) document).text());
    }

    private void tell(String file, TestResult result) {
        passed += result.isPassed() ? 1 : 0;
        failed += result.isPassed() ? 0 : 1;
        json.add(result.toJson(file));
        if (!output.isJson()) {
            output.styledLine(
                    (result.isPassed() ? output.styled("green", "ok    ") : output.styled("bold,red", "failed")) + " "
                            + Quoted.line(result.name()));
            result.failures().forEach(failure -> output.line("       " + failure));
        }
    }

    private void write(String file) {
        try {
            Files.writeString(inputs.directory().resolve(file), report.toString());
        } catch (IOException e) {
            output.complain(file + " cannot be written: " + e.getMessage());
            endWith(ExitCode.USAGE);
        }
    }

    /** The worst of all files counts. */
    private void endWith(int code) {
        exitCode = Math.max(exitCode, code);
    }
}
