package io.github.dubbogray.hardening.fuzz;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.edit.Edit;
import io.github.dubbogray.core.edit.EditResult;
import io.github.dubbogray.core.edit.ReleaseEdit;
import io.github.dubbogray.core.edit.ShareEdit;
import io.github.dubbogray.core.edit.SwitchEdit;
import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.table.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Reads a document, asks its rules, and edits it. The same text says the same (clause D1), an edited text is a document that says
 * what was to be said, and to edit it once more changes nothing.
 */
final class DocumentAttack implements Attack {

    private static final List<Edit> EDITS = List.of(
            SwitchEdit.OFF,
            SwitchEdit.ON,
            ShareEdit.of("canary", "20%"),
            new ReleaseEdit("canary", "ramp", 2_500, new ReleaseMark.OfStep("r1", 2, "ramp", Duration.ofMillis(500))));

    private static final List<HypotheticalRequest> REQUESTS = List.of(
            new HypotheticalRequest(Map.of()),
            new HypotheticalRequest(Map.of(
                    "method", "getOrder",
                    "service", "com.acme.Orders",
                    "application", "web",
                    "ip", "10.1.2.3",
                    "attachment.user-id", "1001",
                    "attachment.x-user-type", "qa",
                    "argument.0.user.id", "17",
                    "label.region", "sh",
                    "header.X-Beta", "yes",
                    "baggage.k", "v")));

    @Override
    public boolean isAccepted(String text) {
        Reading reading = DocumentReader.read("shop", text);
        if (reading instanceof Reading.Refused refused) {
            ProblemLaws.ofRefusal(refused.problems(), text);
            Law.same(refused, DocumentReader.read("shop", text), "the same text says the same");
            return false;
        }
        Reading.Accepted accepted = (Reading.Accepted) reading;
        ProblemLaws.of(accepted.remarks(), text);
        ask(accepted.table());
        EDITS.forEach(edit -> edit(edit, text));
        return true;
    }

    private static void ask(Table table) {
        for (HypotheticalRequest request : REQUESTS) {
            if (table.color(request, () -> 1_000) instanceof Coloring.Claimed claimed) {
                Law.holds(
                        table.lanes().stream().anyMatch(lane -> lane.name().equals(claimed.lane())),
                        "a rule gives a lane that is none");
            }
        }
    }

    private static void edit(Edit edit, String text) {
        if (edit.appliedTo(text) instanceof EditResult.Edited edited) {
            Law.holds(
                    edit.appliedTo(edited.text()) instanceof EditResult.Unchanged,
                    "an edit changes its own result: " + edit);
        }
    }
}
