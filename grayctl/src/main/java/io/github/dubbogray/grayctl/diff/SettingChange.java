package io.github.dubbogray.grayctl.diff;

import io.github.dubbogray.core.health.LaneHealth;
import io.github.dubbogray.core.table.Affinity;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Something that a document says of lanes, or of all requests, and that bears on decisions.
 *
 * @param what of what, as {@code lane canary, fallback}
 */
record SettingChange(String what, String old, String now) {

    private static final String ABSENT = "absent";

    /** Returns what two documents say otherwise. */
    static List<SettingChange> between(Table old, Table now) {
        Map<String, String> before = settings(old);
        Map<String, String> after = settings(now);
        List<SettingChange> changes = new ArrayList<>();
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .forEach(what -> {
                    String one = before.getOrDefault(what, ABSENT);
                    String other = after.getOrDefault(what, ABSENT);
                    if (!one.equals(other)) {
                        changes.add(new SettingChange(what, one, other));
                    }
                });
        if (!old.failures().equals(now.failures())) {
            changes.add(new SettingChange("failures", "as before", "other"));
        }
        return changes;
    }

    private static Map<String, String> settings(Table table) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("enabled", table.mode() == Table.Mode.ENABLED ? "true" : "false");
        settings.put("unmatched", table.unmatched().name().toLowerCase(Locale.ROOT));
        settings.put("labelPriority", table.labelPriority().toString());
        settings.put("prefer", table.prefer().toString());
        table.lanes().forEach(lane -> {
            String name = "lane " + lane.name() + ", ";
            settings.put(name + "labels", members(lane.members()));
            settings.put(name + "fallback", lane.fallback().isEmpty() ? "none" : String.join(", ", lane.fallback()));
            settings.put(
                    name + "capacity",
                    lane.capacity().minInstances() + " instance(s), "
                            + lane.capacity().minPercent() + "%");
            settings.put(name + "carry", lane.carry().name().toLowerCase(Locale.ROOT));
            settings.put(name + "affinity", affinity(lane));
            settings.put(name + "health", health(lane.health()));
        });
        return settings;
    }

    private static String members(Membership members) {
        if (members instanceof Membership.ByLabels all) {
            return all.wanted().toString();
        }
        return members instanceof Membership.Reserved reserved
                ? reserved.own().wanted() + ", not in a gray lane"
                : "what no gray lane holds";
    }

    private static String affinity(Lane lane) {
        return lane.affinity() instanceof Affinity.ByKey key ? key.source().spelling() : "none";
    }

    private static String health(LaneHealth health) {
        return health.equals(LaneHealth.NONE)
                ? "not watched"
                : Stream.of(health.outlier(), health.trip(), health.probing())
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .reduce((one, other) -> one + "; " + other)
                        .orElse("");
    }

    String describe() {
        return what + ": " + old + " -> " + now;
    }

    JsonObject toJson() {
        return new JsonObject().put("what", what).put("old", old).put("new", now);
    }
}
