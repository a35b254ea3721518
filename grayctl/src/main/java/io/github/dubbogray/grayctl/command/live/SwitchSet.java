package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.edit.EditResult;
import io.github.dubbogray.core.edit.FeatureChange;
import io.github.dubbogray.core.edit.FeatureEdit;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes a switch. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        description =
                "Changes a switch, its characters in the document and no others: its default; with --share, the share"
                        + " of a value in a rule; with --on or --off, whether its rules are asked. With --file it writes the"
                        + " changed text to standard output, and no file.",
        footer = {"", ExitCode.LIVE_HELP})
public final class SwitchSet extends AsksSwitches {

    @Mixin
    private final ChangeOptions change;

    @Parameters(index = "0", paramLabel = "NAME", description = "The switch.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VALUE",
            description = "A value of its type, or one of its variants.")
    private @Nullable String value;

    @Option(names = "--share", paramLabel = "SHARE", description = "The value's share in a rule that splits, as 20%%.")
    private @Nullable String share;

    @Option(
            names = "--rule",
            paramLabel = "ID",
            description = "In which rule; needed where more than one has a share for the value.")
    private @Nullable String rule;

    @ArgGroup
    private @Nullable Mode mode;

    /** On or off, not both. */
    static final class Mode {

        @Option(names = "--on", description = "Ask its rules.")
        private boolean on;

        @Option(names = "--off", description = "Give everybody its default, whatever its rules.")
        private boolean off;

        FeatureChange toChange() {
            return off ? FeatureChange.Mode.OFF : FeatureChange.Mode.ON;
        }

        @Override
        public String toString() {
            return on ? "on" : "off";
        }
    }

    /** Asks and answers in these surroundings. */
    public SwitchSet(Surroundings surroundings) {
        super(surroundings);
        this.change = new ChangeOptions(surroundings);
    }

    @Override
    public Integer call() {
        FeatureEdit edit = new FeatureEdit(name, wanted()); // wrong usage is said before anything is read
        SwitchesText text = text();
        switchesIn(text);
        EditResult result = edit.appliedTo(text.text().text());
        if (result instanceof EditResult.Refused refused) {
            throw new CommandFailure(ExitCode.FINDINGS, text.text().name() + ":" + refused);
        }
        String next = result instanceof EditResult.Edited edited
                ? edited.text()
                : text.text().text();
        if (text instanceof SwitchesText.OfNacos live) {
            return new SwitchPublishing(surroundings(), output(), server(), change)
                    .publish(live, new Input.Text(live.text().name(), next), action());
        }
        output().text(next);
        return ExitCode.FINE;
    }

    private FeatureChange wanted() {
        if (mode != null && value == null && share == null && rule == null) {
            return mode.toChange();
        }
        if (mode == null && value != null && share != null) {
            return new FeatureChange.ShareOf(value, share, rule);
        }
        if (mode == null && value != null && rule == null) {
            return new FeatureChange.Preset(value);
        }
        throw new CommandFailure(
                ExitCode.USAGE, "say one of: NAME VALUE, NAME VALUE --share SHARE [--rule ID], NAME --on, NAME --off");
    }

    private String action() {
        return "switch set " + name + " " + (mode != null ? mode : value + (share == null ? "" : " " + share));
    }
}
