package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.gray.GrayFleet;
import io.github.dubbogray.nacos.gray.Registration;
import java.util.List;
import picocli.CommandLine.Command;

/** Takes an instance out. */
@Command(
        name = "isolate",
        mixinStandardHelpOptions = true,
        description = "Takes an instance out: consumers do not hear of it any more; calls in flight end as they would.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Isolate extends ChangesInstance {

    /** Asks and answers in these surroundings. */
    public Isolate(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    String whatToDo() {
        return "isolate";
    }

    @Override
    boolean takesOut() {
        return true;
    }

    @Override
    void perform(GrayFleet fleet, List<Registration> registrations) {
        fleet.isolate(registrations);
    }

    @Override
    boolean isDone(NacosInstance instance) {
        return !instance.enabled();
    }
}
