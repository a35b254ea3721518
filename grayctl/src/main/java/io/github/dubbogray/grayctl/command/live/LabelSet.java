package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.label.LabelsReading;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.gray.GrayFleet;
import io.github.dubbogray.nacos.gray.Registration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives an instance labels. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description = "Gives an instance labels, and leaves everything else of it as it is.",
        footer = {"", ExitCode.LIVE_HELP})
public final class LabelSet extends ChangesInstance {

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "KEY=VALUE", description = "A label.")
    private List<String> pairs = List.of();

    /** Asks and answers in these surroundings. */
    public LabelSet(Surroundings surroundings) {
        super(surroundings);
    }

    private LabelsReading reading() {
        return Labels.read(String.join(",", pairs));
    }

    @Override
    void check() {
        if (!reading().problems().isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, String.join("; ", reading().problems()));
        }
    }

    @Override
    String whatToDo() {
        return "set " + reading().labels() + " on";
    }

    @Override
    void perform(GrayFleet fleet, List<Registration> registrations) {
        fleet.label(registrations, reading().labels().toMap());
    }

    @Override
    boolean isDone(NacosInstance instance) {
        return GrayFleet.labelsOf(instance).containsAll(reading().labels());
    }
}
