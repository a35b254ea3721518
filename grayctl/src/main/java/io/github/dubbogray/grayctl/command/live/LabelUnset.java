package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.gray.GrayFleet;
import io.github.dubbogray.nacos.gray.Registration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes labels from an instance. */
@Command(
        name = "unset",
        mixinStandardHelpOptions = true,
        description =
                "Takes labels from an instance, also those that it says itself, and leaves everything else of it as"
                        + " it is.",
        footer = {"", ExitCode.LIVE_HELP})
public final class LabelUnset extends ChangesInstance {

    private static final int LOOKS_BEFORE_HIDING = 20;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY", description = "The label's key.")
    private List<String> keys = List.of();

    /** Asks and answers in these surroundings. */
    public LabelUnset(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() {
        for (String key : keys) {
            if (!PairSyntax.isToken(key)) {
                throw new CommandFailure(ExitCode.USAGE, "'" + key + "' is no key of a label");
            }
        }
    }

    @Override
    String whatToDo() {
        return "unset " + String.join(", ", keys) + " on";
    }

    @Override
    void perform(GrayFleet fleet, List<Registration> registrations) {
        fleet.takeBack(registrations, keys);
    }

    /** What is there still after a while is what the instance says itself. */
    @Override
    void settle(GrayFleet fleet, List<Registration> now, int look) {
        if (look == LOOKS_BEFORE_HIDING) {
            fleet.hide(now, keys);
        }
    }

    @Override
    boolean isDone(NacosInstance instance) {
        Labels labels = GrayFleet.labelsOf(instance);
        return keys.stream().noneMatch(key -> labels.value(key).isPresent());
    }
}
