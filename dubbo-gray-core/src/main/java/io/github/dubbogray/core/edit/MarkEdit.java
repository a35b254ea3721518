package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.text.DurationText;
import java.util.List;
import java.util.Map;
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
    private static final String SLOWER_THAN = "slowerThan";

    /** Returns why the key cannot come into this text; null where it can, or is there. */
    EditResult.@Nullable Refused refusal() {
        YamlItem.Scalar before = (YamlItem.Scalar) entryBefore().value();
        if (mark instanceof ReleaseMark.OfStep step && isSlowerThanMissing(step)) {
            return new EditResult.Refused(
                    release().orElseThrow().value().place(),
                    "the key '" + KEY + "' says no " + SLOWER_THAN + ", which is to be "
                            + DurationText.of(step.slowerThan()) + "; write it there, or take the key out");
        }
        boolean isAdded = mark instanceof ReleaseMark.OfStep && release().isEmpty();
        return isAdded && before.style() == YamlItem.ScalarStyle.BLOCK
                ? new EditResult.Refused(
                        before.place(),
                        "the key '" + KEY + "' cannot be added behind a block; write the " + KEY_BEFORE
                                + " in one line")
                : null;
    }

    private boolean isSlowerThanMissing(ReleaseMark.OfStep step) {
        return release()
                        .filter(entry -> Document.entryOf((YamlItem.Mapping) entry.value(), SLOWER_THAN)
                                .isEmpty())
                        .isPresent()
                && !step.slowerThan().equals(ReleaseMark.OfStep.SLOWER_THAN);
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
        Map<String, String> values = Map.of(
                "id",
                step.id(),
                "step",
                Integer.toString(step.step()),
                SLOWER_THAN,
                DurationText.of(step.slowerThan()));
        return mapping.entries().stream()
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
        return new NewKey(KEY, spelled(step, before)).behind(before, (YamlItem.Scalar) before.value(), document);
    }

    /** The id stands in quotes, so that none is taken for a number or for nothing; the rest as in the text around. */
    private String spelled(ReleaseMark.OfStep step, YamlItem.Entry before) {
        boolean isJson = document.text().startsWith("\"", before.name().range().start());
        String slow =
                step.slowerThan().equals(ReleaseMark.OfStep.SLOWER_THAN) ? "" : DurationText.of(step.slowerThan());
        return isJson
                ? "{\"id\":\"" + step.id() + "\",\"step\":" + step.step()
                        + (slow.isEmpty() ? "" : ",\"" + SLOWER_THAN + "\":\"" + slow + "\"") + "}"
                : "{ id: \"" + step.id() + "\", step: " + step.step()
                        + (slow.isEmpty() ? "" : ", " + SLOWER_THAN + ": " + slow) + " }";
    }

    private YamlItem.Entry entryBefore() {
        return document.entry(KEY_BEFORE).orElseThrow();
    }

    private Optional<YamlItem.Entry> release() {
        return document.entry(KEY);
    }
}
