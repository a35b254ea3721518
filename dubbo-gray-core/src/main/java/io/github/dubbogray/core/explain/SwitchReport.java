package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.SwitchRule;
import io.github.dubbogray.core.feature.Variant;
import io.github.dubbogray.core.text.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A switch, for people and for programs. */
public final class SwitchReport {

    /** What stands above {@link #cells}. */
    public static final List<String> COLUMNS = List.of("SWITCH", "TYPE", "NOW", "OWNER", "DESCRIPTION");

    private SwitchReport() {}

    /** Returns the row of a switch in a table of them; what the document does not say is empty. */
    public static List<String> cells(Switch one) {
        Switch.Definition definition = one.definition();
        return List.of(
                one.name(), one.type().spelling(), now(definition), definition.owner(), definition.description());
    }

    /** Says what a switch gives: {@code false; staff true; ramp true 10%, false 90% by attachment.user-id}. */
    public static String now(Switch.Definition definition) {
        String preset = definition.preset().name();
        if (definition.mode() == Switch.Mode.DISABLED) {
            return preset + ", off";
        }
        return definition.rules().stream()
                .map(rule -> "; " + rule.id() + " " + rule.target().describe())
                .collect(Collectors.joining("", preset, ""));
    }

    /** Returns everything that a document says of a switch. */
    public static JsonObject toJson(Switch one) {
        Switch.Definition definition = one.definition();
        return new JsonObject()
                .put("name", definition.name())
                .put("type", definition.type().spelling())
                .put("enabled", definition.mode() == Switch.Mode.ENABLED)
                .put("default", definition.preset().name())
                .put("value", definition.preset().value().describe())
                .put("description", definition.description())
                .put("owner", definition.owner())
                .put(
                        "variants",
                        definition.variants().stream().map(SwitchReport::toJson).toList())
                .put(
                        "rules",
                        definition.rules().stream().map(SwitchReport::toJson).toList())
                .put("revision", definition.revision());
    }

    private static JsonObject toJson(Variant variant) {
        return new JsonObject()
                .put("name", variant.name())
                .put("value", variant.value().describe());
    }

    private static JsonObject toJson(SwitchRule rule) {
        return new JsonObject()
                .put("id", rule.id())
                .put("when", rule.condition().describe())
                .put("to", rule.target().describe());
    }

    /** Returns the same in lines. */
    public static List<String> toLines(Switch one) {
        Switch.Definition definition = one.definition();
        List<String> lines = new ArrayList<>();
        lines.add(definition.name() + ", " + definition.type().spelling() + ", "
                + definition.mode().name().toLowerCase(Locale.ROOT));
        add(lines, "for", definition.description());
        add(lines, "owner", definition.owner());
        lines.add("  default  " + definition.preset().name());
        definition
                .variants()
                .forEach(variant -> lines.add(
                        "  variant " + variant.name() + "  " + variant.value().describe()));
        definition
                .rules()
                .forEach(rule -> lines.add("  rule " + rule.id() + "  "
                        + rule.condition().describe() + ": " + rule.target().describe()));
        return lines;
    }

    private static void add(List<String> lines, String what, String text) {
        if (!text.isEmpty()) {
            lines.add("  " + what + "  " + text);
        }
    }
}
