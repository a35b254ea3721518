package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.command.live.Live;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.output.Finding;
import io.github.dubbogray.grayctl.release.Forecast;
import io.github.dubbogray.nacos.StoredConfig;
import io.github.dubbogray.nacos.gray.ReleaseText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a plan would do. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description =
                "Says what a plan would do when, and how much traffic each step needs to be decided. It is checked"
                        + " against the document in Nacos.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Plan extends OfRelease {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The plan, or - for standard input; the one in Nacos unless given.")
    private @Nullable String file;

    @Option(
            names = "--calls-per-second",
            paramLabel = "N",
            description = "How many requests the rule gets, for how long the steps take.")
    private @Nullable Double callsPerSecond;

    @Option(
            names = "--failure-percent",
            paramLabel = "N",
            defaultValue = "0.1",
            description = "How many of them fail; ${DEFAULT-VALUE} unless given.")
    private double failurePercent = 0.1;

    /** Asks and answers in these surroundings. */
    public Plan(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Forecast.Traffic traffic = traffic();
        Place place = connect();
        Input.Text text = file == null ? stored(place) : Live.read(surroundings(), file);
        PlanReading reading = place.desk().read(text.text());
        if (reading instanceof PlanReading.Refused refused) {
            var findings = Finding.of(text.name(), refused.problems());
            if (output().isJson()) {
                output().json(findings.stream().map(Finding::toJson).toList());
            } else {
                output().complain(findings);
            }
            return ExitCode.FINDINGS;
        }
        Forecast forecast = new Forecast(((PlanReading.Accepted) reading).plan(), traffic);
        if (output().isJson()) {
            output().json(forecast.toJson());
        } else {
            forecast.toLines().forEach(output()::line);
        }
        return ExitCode.FINE;
    }

    private static Input.Text stored(Place place) {
        String name = place.store().application();
        StoredConfig plan = place.store()
                .read(ReleaseText.PLAN)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FINDINGS,
                        "there is no plan of " + name + " in " + place.nacos().place()));
        return new Input.Text("plan of " + name + " in Nacos", plan.text());
    }

    private Forecast.@Nullable Traffic traffic() {
        if (callsPerSecond == null) {
            return null;
        }
        try {
            return new Forecast.Traffic(callsPerSecond, failurePercent);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--calls-per-second must be above 0 and --failure-percent from 0 to 100, not " + e.getMessage());
        }
    }
}
