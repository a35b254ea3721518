package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.table.ReleaseMark;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says in a document which step of which release it is.
 *
 * @param mark what its key {@code release} says then
 */
record MarkEdit(Document document, ReleaseMark mark) {

    private static final String KEY = "release";
    private static final String KEY_BEFORE = "application";

    /** Returns why the key cannot come into this text; null where it can, or is there. */
    EditResult.@Nullable Refused refusal() {
        YamlItem.Scalar before = (YamlItem.Scalar) entryBefore().value();
        boolean isAdded = mark instanceof ReleaseMark.OfStep && release().isEmpty();
        return isAdded && before.style() == YamlItem.ScalarStyle.BLOCK
                ? new EditResult.Refused(
                        before.place(),
                        "the key '" + KEY + "' cannot be added behind a block; write the " + KEY_BEFORE
                                + " in one line")
                : null;
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
        return List.of(
                        replacement(mapping, "id", step.id()),
                        replacement(mapping, "step", Integer.toString(step.step())))
                .stream()
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
        return new NewKey(KEY, spelled(step, before)).behind(before, (YamlItem.Scalar) before.value(), document);
    }

    /** The id stands in quotes, so that none is taken for a number or for nothing; the rest as in the text around. */
    private String spelled(ReleaseMark.OfStep step, YamlItem.Entry before) {
        boolean isJson = document.text().startsWith("\"", before.name().range().start());
        return isJson
                ? "{\"id\":\"" + step.id() + "\",\"step\":" + step.step() + "}"
                : "{ id: \"" + step.id() + "\", step: " + step.step() + " }";
    }

    private YamlItem.Entry entryBefore() {
        return document.entry(KEY_BEFORE).orElseThrow();
    }

    private Optional<YamlItem.Entry> release() {
        return document.entry(KEY);
    }
}
