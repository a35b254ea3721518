package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.SwitchesReader;
import io.github.dubbogray.core.document.SwitchesReading;
import io.github.dubbogray.core.explain.SwitchReport;
import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.output.Finding;
import io.github.dubbogray.grayctl.output.Output;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.gray.Change;
import io.github.dubbogray.nacos.gray.GrayDocuments;
import java.util.List;
import java.util.Optional;

/**
 * The way of every text of switches into Nacos, as {@link Publishing} is that of routes: what is wrong with it, which
 * switches change, a question, and a swap for what was read before all that.
 */
record SwitchPublishing(Surroundings surroundings, Output output, ServerOptions server, ChangeOptions change) {

    int publish(SwitchesText.OfNacos now, Input.Text next, String action) {
        SwitchesReading reading = SwitchesReader.read(now.application(), next.text());
        if (reading instanceof SwitchesReading.Refused refused) {
            output.complain(Finding.of(next.name(), refused.problems()));
            output.complain("whoever follows the switches would refuse this: nothing is changed");
            return ExitCode.FINDINGS;
        }
        Switches after = ((SwitchesReading.Accepted) reading).switches();
        if (now.basis() != null && now.basis().text().equals(next.text())) {
            return answer(
                    List.of(),
                    after,
                    false,
                    "revision " + after.revision() + " is in Nacos already: nothing is changed");
        }
        List<String> lines = lines(before(now), after);
        lines.forEach(output.isJson() ? output::remark : output::line);
        if (!change.isConfirmed(
                "Publish this for " + now.application() + " in " + now.nacos().place(), output)) {
            answer(lines, after, false, "");
            return change.isDryRun() ? ExitCode.FINE : ExitCode.FINDINGS;
        }
        if (swap(now, next, after, action) != GrayDocuments.Noted.YES) {
            output.complain("the document is published, but who did it and why does not stand beside it");
        }
        return answer(lines, after, true, "published revision " + after.revision());
    }

    /** What cannot be read counts as no switches: whoever runs it has the last good ones, which nobody here knows. */
    private static Switches before(SwitchesText.OfNacos now) {
        return now.basis() != null && now.read() instanceof SwitchesReading.Accepted accepted
                ? accepted.switches()
                : Switches.none(now.application());
    }

    private static List<String> lines(Switches before, Switches after) {
        return before.changedIn(after).stream()
                .map(name -> name + ": " + now(before.named(name)) + " becomes " + now(after.named(name)))
                .toList();
    }

    private static String now(Optional<Switch> one) {
        return one.map(known -> SwitchReport.now(known.definition())).orElse("nothing");
    }

    private GrayDocuments.Noted swap(SwitchesText.OfNacos now, Input.Text next, Switches after, String action) {
        Change note = new Change(
                surroundings.clock().instant(),
                change.author(server),
                action,
                change.reason(),
                now.basis() == null ? "" : DocumentReader.revisionOf(now.basis().text()),
                after.revision());
        try {
            return now.nacos().switches().publish(now.application(), now.basis(), next.text(), note);
        } catch (NacosRequestException failure) {
            if (failure.kind() == NacosRequestException.Kind.CONFLICT) {
                throw new CommandFailure(
                        ExitCode.FINDINGS,
                        "somebody else has changed the switches of " + now.application()
                                + " meanwhile: nothing is changed; look at them and do it again");
            }
            throw failure;
        }
    }

    private int answer(List<String> changes, Switches after, boolean isPublished, String sentence) {
        if (output.isJson()) {
            output.json(new JsonObject()
                    .put("application", after.application())
                    .put("revision", after.revision())
                    .putTexts("changes", changes)
                    .put("published", isPublished));
        } else if (!sentence.isEmpty()) {
            output.line(sentence);
        }
        return ExitCode.FINE;
    }
}
