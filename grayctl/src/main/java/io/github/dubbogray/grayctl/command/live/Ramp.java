package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.edit.Edit;
import io.github.dubbogray.core.edit.ShareEdit;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the share of a lane. */
@Command(
        name = "ramp",
        mixinStandardHelpOptions = true,
        description = "Changes the share of a lane in the rule that splits requests, in the document in Nacos: its"
                + " characters, those of the lane that makes up the difference, and no other.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Ramp extends EditsDocument {

    @Parameters(index = "0", paramLabel = "LANE", description = "The lane.")
    private String lane = "";

    @Parameters(index = "1", paramLabel = "SHARE", description = "Its share, as 20%%.")
    private String share = "";

    @Option(
            names = "--rule",
            paramLabel = "ID",
            description = "In which rule; needed where more than one has a share for the lane.")
    private @Nullable String rule;

    /** Asks and answers in these surroundings. */
    public Ramp(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    Edit edit() {
        return new ShareEdit(lane, share, rule);
    }

    @Override
    String action() {
        return "ramp " + lane + " " + share;
    }
}
