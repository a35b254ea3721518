package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.gray.GrayFleet;
import io.github.dubbogray.nacos.gray.Registration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sets an instance's weight. */
@Command(
        name = "weight",
        mixinStandardHelpOptions = true,
        description =
                "Sets an instance's weight among the others of its lane; consumers with loadbalance=gray follow it.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Weigh extends ChangesInstance {

    private static final double MOST = 10_000;

    @Parameters(index = "1", paramLabel = "NUMBER", description = "From 0 to 10000; 1 is usual, 0 takes no calls.")
    private double weight = 1;

    /** Asks and answers in these surroundings. */
    public Weigh(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void check() {
        if (!(weight >= 0 && weight <= MOST)) {
            throw new CommandFailure(ExitCode.USAGE, "NUMBER is " + weight + ", must be from 0 to 10000");
        }
    }

    @Override
    String whatToDo() {
        return "set the weight " + weight + " of";
    }

    @Override
    boolean takesOut() {
        return weight == 0;
    }

    @Override
    void perform(GrayFleet fleet, List<Registration> registrations) {
        fleet.weigh(registrations, weight);
    }

    @Override
    boolean isDone(NacosInstance instance) {
        return instance.weight() == weight;
    }
}
