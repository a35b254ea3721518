package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Publishes a file of switches. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description =
                "Makes a file an application's document of switches: says what is wrong with it and which switches"
                        + " change, asks, and publishes it unless somebody else was faster.",
        footer = {"", ExitCode.LIVE_HELP})
public final class SwitchApply extends Live {

    @Mixin
    private final ApplicationOption application = new ApplicationOption();

    @Mixin
    private final ChangeOptions change;

    @Parameters(paramLabel = "FILE", description = "A document of switches, or - for standard input.")
    private String next = "";

    /** Asks and answers in these surroundings. */
    public SwitchApply(Surroundings surroundings) {
        super(surroundings);
        this.change = new ChangeOptions(surroundings);
    }

    @Override
    public Integer call() {
        return new SwitchPublishing(surroundings(), output(), server(), change)
                .publish(SwitchesText.OfNacos.of(server(), application), read(surroundings(), next), "switch apply");
    }
}
