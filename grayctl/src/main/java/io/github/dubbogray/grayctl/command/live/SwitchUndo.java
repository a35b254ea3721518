package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.Nacos;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Publishes again what an application's switches were before. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description =
                "Makes the document of switches what it was N changes ago, byte for byte. This is a change too: undo 1"
                        + " after it takes it back.",
        footer = {"", ExitCode.LIVE_HELP})
public final class SwitchUndo extends Live {

    @Mixin
    private final ApplicationOption application = new ApplicationOption();

    @Mixin
    private final ChangeOptions change;

    @Mixin
    private final ChangesBack back = new ChangesBack();

    /** Asks and answers in these surroundings. */
    public SwitchUndo(Surroundings surroundings) {
        super(surroundings);
        this.change = new ChangeOptions(surroundings);
    }

    @Override
    public Integer call() {
        Nacos nacos = server().connect();
        String name = application.name(server());
        Earlier earlier = Earlier.of(
                nacos.switches(),
                name,
                back.count(),
                "grayctl removes none: 'switch set NAME --off' gives everybody a default");
        return new SwitchPublishing(surroundings(), output(), server(), change)
                .publish(
                        new SwitchesText.OfNacos(nacos, name, earlier.basis()),
                        earlier.text(),
                        "switch undo " + back.count());
    }
}
