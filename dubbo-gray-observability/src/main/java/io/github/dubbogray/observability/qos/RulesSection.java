package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.rule.Carry;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.rule.Target;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.router.GrayApplication;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The {@code documents} that are followed, each with its {@code lanes}, stable first, and its {@code rules} in order. */
record RulesSection(List<Followed> documents) implements Section {

    /** A document, and the table in force. */
    record Followed(DocumentLine line, Table table) {}

    static RulesSection of(GrayApplication gray) {
        return new RulesSection(DocumentLine.allOf(gray).stream()
                .map(line ->
                        new Followed(line, gray.documents().table(line.status().application())))
                .toList());
    }

    @Override
    public void addTo(JsonObject json) {
        json.put("documents", documents.stream().map(RulesSection::json).toList());
    }

    private static JsonObject json(Followed document) {
        Table table = document.table();
        return document.line()
                .json()
                .put("mode", lowerCase(table.mode()))
                .put("unmatched", lowerCase(table.unmatched()))
                .put("lanes", table.lanes().stream().map(RulesSection::json).toList())
                .put(
                        "rules",
                        table.rules().list().stream().map(RulesSection::json).toList());
    }

    private static JsonObject json(Lane lane) {
        return new JsonObject()
                .put("name", lane.name())
                .putTexts("labels", wanted(lane.members()).toMap())
                .putTexts("fallback", lane.fallback())
                .put("minInstances", lane.capacity().minInstances())
                .put("minPercent", lane.capacity().minPercent())
                .put("carry", lane.carry() == Carry.CARRIED);
    }

    private static JsonObject json(Rule rule) {
        JsonObject json = new JsonObject()
                .put("id", rule.id())
                .put("when", rule.condition().describe())
                .put(
                        "to",
                        rule.target().shares().stream().map(RulesSection::json).toList());
        return rule.target() instanceof Target.Sticky sticky
                ? json.put("sticky", sticky.key().spelling())
                : json.putNull("sticky");
    }

    private static JsonObject json(Share share) {
        return new JsonObject().put("lane", share.lane()).put("percent", share.basisPoints() / 100.0);
    }

    @Override
    public void addTo(Lines lines) {
        if (documents.isEmpty()) {
            lines.line("no document is followed: nothing is called yet");
        }
        documents.forEach(document -> {
            Table table = document.table();
            lines.line(String.join("  ", document.line().cells())
                            + (table.mode() == Table.Mode.DISABLED ? ", enabled: false, all to stable" : ""))
                    .line("  lanes")
                    .rows(
                            "    ",
                            table.lanes().stream().map(RulesSection::cells).toList());
            if (!table.rules().list().isEmpty()) {
                lines.line("  rules").rows("    ", ruleRows(table));
            }
        });
    }

    private static List<String> cells(Lane lane) {
        Labels wanted = wanted(lane.members());
        return List.of(
                lane.name(),
                wanted.isEmpty() ? "what is in no other lane" : wanted.toString(),
                lane.fallback().isEmpty() ? "no fallback" : "then " + String.join(", ", lane.fallback()));
    }

    private static List<List<String>> ruleRows(Table table) {
        List<List<String>> rows = new ArrayList<>();
        for (Rule rule : table.rules().list()) {
            rows.add(List.of(
                    Integer.toString(rows.size() + 1),
                    rule.id(),
                    rule.condition().describe(),
                    "to " + rule.target().describe()));
        }
        return rows;
    }

    private static Labels wanted(Membership members) {
        if (members instanceof Membership.ByLabels own) {
            return own.wanted();
        }
        return members instanceof Membership.Reserved reserved ? reserved.own().wanted() : Labels.NONE;
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
