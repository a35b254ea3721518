package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.text.DurationText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says in a document which step of which release it is.
 *
 * @param mark what its key {@code release} says then
 */
record MarkEdit(Document document, ReleaseMark mark) {

    private static final String KEY = "release";
    private static final String KEY_BEFORE = "application";
    private static final String SLOWER_THAN = "slowerThan";

    /** Returns why the key cannot come into this text; null where it can, or is there. */
    EditResult.@Nullable Refused refusal() {
        YamlItem.Scalar before = (YamlItem.Scalar) entryBefore().value();
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            return new EditResult.Refused(
                    release().orElseThrow().value().place(),
                    "the key '" + KEY + "' says no " + String.join(" and no ", missing)
                            + "; take it out, it is the controller's");
        }
        boolean isAdded = mark instanceof ReleaseMark.OfStep && release().isEmpty();
        return isAdded && before.style() == YamlItem.ScalarStyle.BLOCK
                ? new EditResult.Refused(
                        before.place(),
                        "the key '" + KEY + "' cannot be added behind a block; write the " + KEY_BEFORE
                                + " in one line")
                : null;
    }

    /** What the mark has to say, and the key that is there says nothing of. */
    private List<String> missing() {
        return mark instanceof ReleaseMark.OfStep step
                ? release()
                        .map(entry -> (YamlItem.Mapping) entry.value())
                        .map(there -> valuesOf(step).keySet().stream()
                                .filter(key -> Document.entryOf(there, key).isEmpty())
                                .toList())
                        .orElse(List.of())
                : List.of();
    }

    /** What is written of a step, in its order; defaults are not. */
    private static Map<String, String> valuesOf(ReleaseMark.OfStep step) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("id", step.id());
        values.put("step", Integer.toString(step.step()));
        if (!step.rule().isEmpty()) {
            values.put("rule", step.rule());
        }
        if (!step.slowerThan().equals(ReleaseMark.OfStep.SLOWER_THAN)) {
            values.put(SLOWER_THAN, DurationText.of(step.slowerThan()));
        }
        return values;
    }

    /** Returns the change of a text that is not refused. */
    Change change() {
        return document.table().release().equals(mark)
                ? Change.NONE
                : new Change(replacements(), content -> content.of(mark));
    }

    private List<Replacement> replacements() {
        return mark instanceof ReleaseMark.OfStep step
                ? release().map(entry -> moved(entry, step)).orElseGet(() -> added(step))
                : List.of(new OldKey(document, release().orElseThrow()).removed());
    }

    private List<Replacement> moved(YamlItem.Entry release, ReleaseMark.OfStep step) {
        YamlItem.Mapping mapping = (YamlItem.Mapping) release.value();
        Map<String, String> values = new HashMap<>(valuesOf(step));
        values.putIfAbsent(SLOWER_THAN, DurationText.of(step.slowerThan()));
        return mapping.entries().stream()
                .filter(entry -> values.containsKey(entry.key()))
                .map(entry -> replacement(mapping, entry.key(), values.getOrDefault(entry.key(), "")))
                .filter(replacement -> !replacement.before().equals(replacement.after()))
                .toList();
    }

    private Replacement replacement(YamlItem.Mapping release, String key, String after) {
        YamlItem.Scalar value =
                (YamlItem.Scalar) Document.entryOf(release, key).orElseThrow().value();
        return Replacement.of(document.text(), value, after);
    }

    private List<Replacement> added(ReleaseMark.OfStep step) {
        YamlItem.Entry before = entryBefore();
        return new NewKey(KEY, spelled(step, before))
                .behind(before, (YamlItem.Scalar) before.value(), document.root(), document.text());
    }

    /** The id stands in quotes, so that none is taken for a number or for nothing; the rest as in the text around. */
    private String spelled(ReleaseMark.OfStep step, YamlItem.Entry before) {
        boolean isJson = document.text().startsWith("\"", before.name().range().start());
        String quote = isJson ? "\"" : "";
        String colon = isJson ? ":" : ": ";
        String values = valuesOf(step).entrySet().stream()
                .map(entry -> quote + entry.getKey() + quote + colon + spelled(entry.getKey(), entry.getValue(), quote))
                .collect(Collectors.joining(isJson ? "," : ", "));
        return isJson ? "{" + values + "}" : "{ " + values + " }";
    }

    private static String spelled(String key, String value, String quote) {
        return switch (key) {
            case "id", "rule" -> "\"" + value + "\"";
            case "step" -> value;
            default -> quote + value + quote;
        };
    }

    private YamlItem.Entry entryBefore() {
        return document.entry(KEY_BEFORE).orElseThrow();
    }

    private Optional<YamlItem.Entry> release() {
        return document.entry(KEY);
    }
}
