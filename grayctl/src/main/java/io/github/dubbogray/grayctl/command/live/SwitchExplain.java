package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.explain.SwitchExplanation;
import io.github.dubbogray.core.feature.Answer;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.command.RequestOptions;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.request.AskedRequest;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a switch gives a request, and why. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Says what a switch gives a request, and what each of its rules said to it. Where chance decides, it"
                        + " draws 0 unless --bucket says otherwise.",
        footer = {"", ExitCode.LIVE_HELP})
public final class SwitchExplain extends AsksSwitches {

    private static final AskedRequest PLAIN =
            new AskedRequest(new HypotheticalRequest(Map.of()), null, OptionalInt.empty());

    @Parameters(paramLabel = "NAME", description = "The switch.")
    private String name = "";

    @Mixin
    private final RequestOptions options = new RequestOptions();

    @Option(names = "--lane", paramLabel = "LANE", description = "The lane that serves the request.")
    private @Nullable String lane;

    /** Asks and answers in these surroundings. */
    public SwitchExplain(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        AskedRequest asked = options.over(PLAIN); // wrong usage is said before anything is read
        Switches switches = switchesIn(text());
        SwitchExplanation explanation = SwitchExplanation.of(
                named(switches, name), requestOf(asked), () -> asked.bucket().orElse(0));
        if (output().isJson()) {
            output().json(toJson(switches, explanation));
        } else {
            Answer.Given answer = explanation.answer();
            output().line(name + " gives " + answer.variant().value().describe() + ": " + answer.reason()
                    + answer.rule().map(id -> " by rule " + id).orElse(""));
            explanation.steps().forEach(step -> output().line("  " + step.rule() + "  " + step.said()));
        }
        return ExitCode.FINE;
    }

    /** A request asked for a switch was colored already: the tag that it carries is one that rules may ask for. */
    private HypotheticalRequest requestOf(AskedRequest asked) {
        Map<String, String> values = new TreeMap<>(asked.request().values());
        if (asked.tag() != null) {
            values.put(Source.Placed.TAG.spelling(), asked.tag());
        }
        if (lane != null) {
            values.put(Source.Placed.LANE.spelling(), lane);
        }
        return new HypotheticalRequest(values, asked.request().arguments());
    }

    private JsonObject toJson(Switches switches, SwitchExplanation explanation) {
        Answer.Given answer = explanation.answer();
        return new JsonObject()
                .put("application", switches.application())
                .put("revision", switches.revision())
                .put("name", name)
                .put("value", answer.variant().value().describe())
                .put("variant", answer.variant().name())
                .put("reason", answer.reason().name())
                .putOrNull("rule", answer.rule().orElse(null))
                .put(
                        "steps",
                        explanation.steps().stream()
                                .map(step -> new JsonObject()
                                        .put("rule", step.rule())
                                        .put("said", step.said()))
                                .toList());
    }
}
