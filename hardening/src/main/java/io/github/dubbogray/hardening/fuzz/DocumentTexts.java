package io.github.dubbogray.hardening.fuzz;

import io.github.dubbogray.core.document.SwitchesReader;
import io.github.dubbogray.core.document.SwitchesReading;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.document.yaml.YamlReading;
import io.github.dubbogray.core.document.yaml.YamlText;
import io.github.dubbogray.core.edit.EditResult;
import io.github.dubbogray.core.edit.FeatureChange;
import io.github.dubbogray.core.edit.FeatureEdit;
import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.core.release.plan.PlanReader;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.core.simulation.ScenarioReader;
import io.github.dubbogray.core.simulation.ScenarioReading;
import io.github.dubbogray.grayctl.check.TestFile;
import java.util.Map;
import java.util.Optional;

/** Attacks on the other texts that operators write in YAML. */
final class DocumentTexts {

    private static final HypotheticalRequest REQUEST =
            new HypotheticalRequest(Map.of("attachment.user-id", "1001", "attachment.staff", "yes", "method", "get"));

    private DocumentTexts() {}

    static boolean yaml(String text) {
        YamlReading reading = YamlText.read(text);
        Law.same(reading, YamlText.read(text), "the same text says the same");
        reading.faults().forEach(fault -> Law.holds(fault.place().line() >= 1, "a fault is nowhere"));
        return reading instanceof YamlReading.Parsed parsed
                && parsed.faults().isEmpty()
                && !(parsed.root() instanceof YamlItem.Nothing);
    }

    static boolean switches(String text) {
        SwitchesReading reading = SwitchesReader.read("shop", text);
        if (reading instanceof SwitchesReading.Refused refused) {
            ProblemLaws.ofRefusal(refused.problems(), text);
            return false;
        }
        SwitchesReading.Accepted accepted = (SwitchesReading.Accepted) reading;
        ProblemLaws.of(accepted.remarks(), text);
        Switches switches = accepted.switches();
        for (Switch one : switches.all()) {
            switches.ask(one.name(), one.type(), REQUEST, () -> 1_000);
        }
        edit(new FeatureEdit("feature.user.v2", new FeatureChange.Preset("true")), text);
        return true;
    }

    private static void edit(FeatureEdit edit, String text) {
        if (edit.appliedTo(text) instanceof EditResult.Edited edited) {
            Law.holds(
                    edit.appliedTo(edited.text()) instanceof EditResult.Unchanged,
                    "an edit changes its own result: " + edit);
        }
    }

    static boolean plan(String text) {
        PlanReading reading = PlanReader.read(text);
        if (reading instanceof PlanReading.Refused refused) {
            ProblemLaws.ofRefusal(refused.problems(), text);
        } else {
            Law.same(reading, PlanReader.read(text), "the same text says the same");
        }
        return reading instanceof PlanReading.Accepted;
    }

    /** It is read and not run: how many requests it asks for is its author's wish. */
    static boolean scenario(String text) {
        ScenarioReading reading = ScenarioReader.read(text, path -> Optional.empty());
        if (reading instanceof ScenarioReading.Refused refused) {
            Law.holds(!refused.problems().isEmpty(), "a text is refused without a problem");
        }
        return reading instanceof ScenarioReading.Accepted;
    }

    static boolean testFile(String text) {
        TestFile.Reading reading = TestFile.read(text, path -> Optional.empty());
        if (reading instanceof TestFile.Reading.Accepted accepted) {
            accepted.tests().run();
            return true;
        }
        Law.holds(!((TestFile.Reading.Refused) reading).problems().isEmpty(), "a text is refused without a problem");
        return false;
    }
}
