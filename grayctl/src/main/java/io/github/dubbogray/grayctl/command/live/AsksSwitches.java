package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.document.SwitchesReading;
import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.output.Finding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command about the switches of a file, or of an application in Nacos. */
abstract sealed class AsksSwitches extends Live permits SwitchList, SwitchGet, SwitchExplain, SwitchSet {

    @Mixin
    private final ApplicationOption application = new ApplicationOption();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Those of a file, or of - for standard input; without it, those in Nacos.")
    private @Nullable String file;

    AsksSwitches(Surroundings surroundings) {
        super(surroundings);
    }

    /** Returns the text that the command is about. */
    final SwitchesText text() {
        return file != null
                ? new SwitchesText.OfFile(read(surroundings(), file))
                : SwitchesText.OfNacos.of(server(), application);
    }

    /** Returns what a text says; one with errors ends the command. */
    final Switches switchesIn(SwitchesText text) {
        if (text instanceof SwitchesText.OfNacos live && live.basis() == null) {
            throw new CommandFailure(
                    ExitCode.FINDINGS,
                    "there is no document of switches of " + live.application() + " in "
                            + live.nacos().place());
        }
        if (text.read() instanceof SwitchesReading.Accepted accepted) {
            return accepted.switches();
        }
        SwitchesReading.Refused refused = (SwitchesReading.Refused) text.read();
        output().complain(Finding.of(text.text().name(), refused.problems()));
        throw new CommandFailure(
                ExitCode.FINDINGS, text.text().name() + " is refused: whoever runs it keeps the last good one");
    }

    static Switch named(Switches switches, String name) {
        return switches.named(name)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FINDINGS,
                        "there is no switch " + Quoted.of(name) + "; there are "
                                + Listed.sorted(switches.all().stream()
                                        .map(Switch::name)
                                        .toList())));
    }
}
