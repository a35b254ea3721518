package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.Nacos;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells how a document of switches became what it is. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description =
                "Tells how an application's document of switches became what it is, the newest change first: who, when"
                        + " and why.",
        footer = {"", ExitCode.LIVE_HELP})
public final class SwitchHistory extends Live {

    @Mixin
    private final ApplicationOption application = new ApplicationOption();

    @Mixin
    private final HistoryOptions history = new HistoryOptions();

    /** Asks and answers in these surroundings. */
    public SwitchHistory(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        history.check();
        Nacos nacos = server().connect();
        String name = application.name(server());
        return history.tell(
                nacos.switches(),
                name,
                "the switches of " + name + " in " + nacos.place(),
                output(),
                surroundings().columns());
    }
}
