package io.github.dubbogray.grayctl.diff;

import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What two documents of one application decide differently.
 *
 * @param changes by the requests they are about, the simplest first
 * @param settings what is said otherwise of lanes and of all requests
 * @param notLookedAt ids of rules for which no example of a request was found
 * @param isCut whether there are more kinds of requests than were tried
 */
public record Difference(
        Table old,
        Table now,
        List<Change> changes,
        List<SettingChange> settings,
        Set<String> notLookedAt,
        boolean isCut) {

    /** Compares two documents, however long that takes. */
    public static Difference between(Table old, Table now) {
        return between(old, now, () -> true);
    }

    /**
     * Compares two documents as far as time allows.
     *
     * @param isTimeLeft asked again and again; the difference is cut once it says no
     */
    public static Difference between(Table old, Table now, BooleanSupplier isTimeLeft) {
        Shapes shapes = Shapes.of(old.rules().list(), now.rules().list(), isTimeLeft);
        Map<List<Verdict>, List<Shape>> byVerdicts = new LinkedHashMap<>();
        boolean isCut = shapes.isCut();
        for (Shape shape : shapes.list()) {
            if (!isTimeLeft.getAsBoolean()) {
                isCut = true;
                break;
            }
            List<Verdict> verdicts = List.of(Verdict.of(old, shape), Verdict.of(now, shape));
            List<Shape> widest = byVerdicts.computeIfAbsent(verdicts, both -> new ArrayList<>());
            if (widest.stream().noneMatch(shape::isPartOf)) {
                widest.add(shape);
            }
        }
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<List<Verdict>, List<Shape>> some : byVerdicts.entrySet()) {
            if (!isTimeLeft.getAsBoolean()) {
                isCut = true;
                break;
            }
            Change change = Change.of(
                    some.getValue(), some.getKey().get(0), some.getKey().get(1));
            if (!change.moves().isEmpty()) {
                changes.add(change);
            }
        }
        return new Difference(old, now, changes, SettingChange.between(old, now), shapes.withoutExample(), isCut);
    }

    /** Returns whether both decide alike, as far as was looked. */
    public boolean isNone() {
        return changes.isEmpty() && settings.isEmpty();
    }

    /** Returns it for people; of keys, how many move, and which. */
    public List<String> toLines(List<String> keys) {
        List<String> lines = new ArrayList<>();
        lines.add(old.application() + ": revision " + old.revision() + " -> " + now.revision());
        changes.forEach(change -> {
            lines.add("");
            lines.addAll(change.toLines(keys));
        });
        if (!settings.isEmpty()) {
            lines.add("");
            lines.add("settings");
            settings.forEach(setting -> lines.add("  " + setting.describe()));
        }
        if (isNone()) {
            lines.add(isCut ? "every request that was tried goes where it went" : "every request goes where it went");
        }
        if (!notLookedAt.isEmpty()) {
            lines.add("");
            lines.add("no example of a request was found for rules: " + String.join(", ", notLookedAt));
        }
        if (isCut) {
            lines.add("this is cut short: there are more kinds of requests than were tried");
        }
        return lines;
    }

    /** Returns it for programs. */
    public JsonObject toJson(List<String> keys) {
        return new JsonObject()
                .put("application", old.application())
                .put("old", old.revision())
                .put("new", now.revision())
                .put("same", isNone())
                .put(
                        "changes",
                        changes.stream().map(change -> change.toJson(keys)).toList())
                .put("settings", settings.stream().map(SettingChange::toJson).toList())
                .putTexts("notLookedAt", List.copyOf(notLookedAt))
                .put("cut", isCut);
    }
}
