package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.grayctl.live.Preview;
import io.github.dubbogray.grayctl.live.ReleaseSeen;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says what a file would do. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = "Says what a file would do as an application's document: what is wrong with it, what it decides"
                + " differently from the document in Nacos, and which instances its lanes have.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Previewing extends Live {

    @Mixin
    private final ApplicationOption application = new ApplicationOption();

    @Mixin
    private final TrafficOption traffic = new TrafficOption();

    @Parameters(paramLabel = "FILE", description = "A document, or - for standard input.")
    private String file = "";

    /** Asks and answers in these surroundings. */
    public Previewing(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Nacos nacos = server().connect();
        String name = application.name(server());
        Preview preview = Preview.of(
                        name,
                        nacos.documents().read(name).orElse(null),
                        read(surroundings(), file),
                        nacos.instancesOf(name),
                        traffic.read(surroundings()))
                .beside(new ReleaseSeen(nacos.releaseOf(name), Set.of()));
        if (output().isJson()) {
            output().json(preview.toJson());
        } else {
            preview.findings().forEach(output()::line);
            if (preview.isGood()) {
                preview.toLines().forEach(output()::line);
            }
        }
        return preview.isGood() ? ExitCode.FINE : ExitCode.FINDINGS;
    }
}
