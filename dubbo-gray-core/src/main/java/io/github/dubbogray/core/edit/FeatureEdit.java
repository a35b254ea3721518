package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.SwitchesReader;
import io.github.dubbogray.core.document.SwitchesReading;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.document.yaml.YamlReading;
import io.github.dubbogray.core.document.yaml.YamlText;
import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes one switch in a document of switches.
 *
 * @param name the switch's
 */
public record FeatureEdit(String name, FeatureChange change) implements Edit {

    @Override
    public EditResult appliedTo(String text) {
        SwitchesReading reading = SwitchesReader.read(text);
        return reading instanceof SwitchesReading.Accepted accepted
                ? edited(text, accepted.switches())
                : refused(
                        "the document has errors, so it cannot be edited; mend them, or take an earlier text",
                        ((SwitchesReading.Refused) reading).problems());
    }

    private EditResult edited(String text, Switches before) {
        YamlItem.Mapping all = switchesOf(text);
        Optional<PlacedSwitch> found = before.named(name)
                .map(known -> new PlacedSwitch(text, known, (YamlItem.Mapping)
                        Document.entryOf(all, name).orElseThrow().value()));
        if (found.isEmpty()) {
            return new EditResult.Refused(
                    all.place(),
                    "there is no switch " + Quoted.of(name) + "; there are "
                            + Listed.sorted(
                                    before.all().stream().map(Switch::name).toList()));
        }
        FeatureChange.Outcome outcome = change.in(found.get());
        return outcome instanceof FeatureChange.Outcome.Written written
                ? readAgain(text, before, written)
                : ((FeatureChange.Outcome.Left) outcome).why();
    }

    /** Nothing else may say anything else, and the switch must say what it was to. */
    private EditResult readAgain(String text, Switches before, FeatureChange.Outcome.Written written) {
        List<Replacement> inOrder = Replacement.inOrder(written.replacements());
        String edited = Replacement.allIn(text, inOrder);
        SwitchesReading reading = SwitchesReader.read(edited);
        if (reading instanceof SwitchesReading.Refused refused) {
            return refused("the edited text would be refused", refused.problems());
        }
        Switches after = ((SwitchesReading.Accepted) reading).switches();
        boolean saysSo = after.named(name)
                .filter(now -> written.expected().test(now.definition()))
                .isPresent();
        return saysSo && before.changedIn(after).equals(Set.of(name))
                ? new EditResult.Edited(edited, inOrder)
                : new EditResult.Refused(
                        inOrder.get(0).place(), "this cannot be written as the text around is; write it by hand");
    }

    private static YamlItem.Mapping switchesOf(String text) {
        if (YamlText.read(text) instanceof YamlReading.Parsed parsed
                && parsed.root() instanceof YamlItem.Mapping root
                && Document.entryOf(root, "switches").orElseThrow().value() instanceof YamlItem.Mapping all) {
            return all;
        }
        throw new IllegalStateException("a document without errors has a map of switches");
    }

    private static EditResult refused(String reason, List<Problem> problems) {
        return new EditResult.Refused(problems.get(0).place(), reason, problems);
    }
}
