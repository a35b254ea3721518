package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.gray.GrayFleet;
import io.github.dubbogray.nacos.gray.Registration;
import java.util.List;
import picocli.CommandLine.Command;

/** Brings an instance back that was taken out. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Brings an instance back that was taken out.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Restore extends ChangesInstance {

    /** Asks and answers in these surroundings. */
    public Restore(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    String whatToDo() {
        return "restore";
    }

    @Override
    void perform(GrayFleet fleet, List<Registration> registrations) {
        fleet.restore(registrations);
    }

    @Override
    boolean isDone(NacosInstance instance) {
        return instance.enabled();
    }
}
