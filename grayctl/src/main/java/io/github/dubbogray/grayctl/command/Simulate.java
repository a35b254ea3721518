package io.github.dubbogray.grayctl.command;

import io.github.dubbogray.core.simulation.Scenario;
import io.github.dubbogray.core.simulation.ScenarioReader;
import io.github.dubbogray.core.simulation.ScenarioReading;
import io.github.dubbogray.core.simulation.SimulationReport;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.output.Finding;
import io.github.dubbogray.grayctl.output.Output;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a scenario. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description =
                "Runs a scenario, which is a fleet, its documents and a population of requests, through the code that"
                        + " routes, and prints the report as Markdown. The format is in docs/simulation/README.md.",
        footer = {"", ExitCode.HELP})
public final class Simulate implements Callable<Integer> {

    private final Inputs inputs;

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "FILE", description = "A scenario, or - for standard input.")
    private String file = "";

    /** Reads from these inputs. */
    public Simulate(Inputs inputs) {
        this.inputs = inputs;
    }

    @Override
    public Integer call() {
        Input input = inputs.read(file);
        if (input instanceof Input.Unreadable unreadable) {
            output.complain(unreadable);
            return ExitCode.USAGE;
        }
        Input.Text text = (Input.Text) input;
        ScenarioReading reading = ScenarioReader.read(text.text(), this::document);
        if (reading instanceof ScenarioReading.Refused refused) {
            output.complain(Finding.of(text.name(), refused.problems()));
            return ExitCode.FINDINGS;
        }
        answer(text.name(), ((ScenarioReading.Accepted) reading).scenario());
        return ExitCode.FINE;
    }

    private Optional<String> document(String name) {
        Input document = inputs.readBeside(file, name);
        if (document instanceof Input.Unreadable unreadable) {
            output.complain(unreadable);
            return Optional.empty();
        }
        return Optional.of(((Input.Text) document).text());
    }

    private void answer(String name, Scenario scenario) {
        SimulationReport report = scenario.run();
        if (output.isJson()) {
            output.json(new JsonObject()
                    .put("file", name)
                    .put("title", scenario.title())
                    .put("report", report.toJson()));
        } else {
            report.toMarkdown().lines().forEach(output::line);
        }
    }
}
