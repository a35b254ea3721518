package io.github.dubbogray.grayctl.command;

import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.Path;
import io.github.dubbogray.core.document.Problems;
import io.github.dubbogray.core.document.yaml.YamlReading;
import io.github.dubbogray.core.document.yaml.YamlText;
import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.output.Finding;
import io.github.dubbogray.grayctl.output.Output;
import io.github.dubbogray.grayctl.request.AskedRequest;
import io.github.dubbogray.grayctl.request.LaneFleet;
import io.github.dubbogray.grayctl.request.RequestReader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says where a document sends a request, and why. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Says where a document sends a request, and why: every rule, every lane that is tried. Each lane is"
                        + " taken to have an instance, unless --down names it.",
        footer = {"", ExitCode.HELP})
public final class Explain implements Callable<Integer> {

    private static final AskedRequest PLAIN =
            new AskedRequest(new HypotheticalRequest(Map.of()), null, OptionalInt.empty());

    private final Inputs inputs;

    @Spec
    @SuppressWarnings("NullAway.Init") // set before it runs
    private CommandSpec spec;

    @Mixin
    private final Output output = new Output();

    @Mixin
    private final RequestOptions options = new RequestOptions();

    @Mixin
    private final EntryOptions entry = new EntryOptions();

    @Parameters(paramLabel = "FILE", description = "A document, or - for standard input.")
    private String file = "";

    @Option(
            names = "--request",
            paramLabel = "FILE",
            description = "A request in YAML, as in a file of grayctl test; flags go over it.")
    private @Nullable String request;

    @Option(names = "--down", paramLabel = "LANE", description = "A lane whose instances are all away.")
    private Set<String> down = new LinkedHashSet<>();

    /** Reads from these inputs. */
    public Explain(Inputs inputs) {
        this.inputs = inputs;
    }

    @Override
    public Integer call() {
        AskedRequest byFlags = asked(PLAIN); // wrong usage is said before anything is read
        Documents.Found found = new Documents(inputs, output).read(file);
        if (found instanceof Documents.Found.Bad bad) {
            return bad.exitCode();
        }
        Table table = ((Documents.Found.Good) found).table();
        requireLanes(table);
        if (request == null) {
            return answer(table, byFlags);
        }
        Input input = inputs.read(request);
        if (input instanceof Input.Unreadable unreadable) {
            output.complain(unreadable);
            return ExitCode.USAGE;
        }
        Optional<AskedRequest> base = read((Input.Text) input);
        return base.isEmpty() ? ExitCode.FINDINGS : answer(table, asked(base.get()));
    }

    private AskedRequest asked(AskedRequest base) {
        return entry.over(options.over(base));
    }

    private void requireLanes(Table table) {
        List<String> lanes = table.lanes().stream().map(Lane::name).toList();
        for (String lane : down) {
            if (!lanes.contains(lane)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--down is " + Quoted.of(lane) + ", must be a lane of the document: " + Listed.sorted(lanes));
            }
        }
    }

    private Optional<AskedRequest> read(Input.Text text) {
        Problems problems = new Problems();
        YamlReading yaml = YamlText.read(text.text());
        problems.addAll(yaml.faults());
        Optional<Fields> fields = yaml instanceof YamlReading.Parsed parsed
                ? new Field(Path.ROOT, parsed.root(), problems).fields()
                : Optional.empty();
        Optional<AskedRequest> read = fields.map(RequestReader::read);
        output.complain(Finding.of(text.name(), problems.errors()));
        return problems.hasErrors() ? Optional.empty() : read;
    }

    private int answer(Table table, AskedRequest asked) {
        AnswerText answer = new AnswerText(table, LaneFleet.of(table, down).ask(asked), down);
        if (output.isJson()) {
            output.json(answer.toJson());
        } else {
            output.text(answer.toString());
        }
        return ExitCode.FINE;
    }
}
