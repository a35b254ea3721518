package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Optional;

/**
 * Puts rules and tags of a document in force, or out of it: its key {@code enabled}. A document without this key gets it
 * behind {@code application}, as the text around is written.
 */
public enum SwitchEdit implements Edit {
    /** Every request goes to stable. */
    OFF(Table.Mode.DISABLED, "false"),

    /** Rules and tags are in force. */
    ON(Table.Mode.ENABLED, "true");

    private static final String KEY = "enabled";
    private static final String KEY_BEFORE = "application";

    private final Table.Mode mode;
    private final String spelling;

    SwitchEdit(Table.Mode mode, String spelling) {
        this.mode = mode;
        this.spelling = spelling;
    }

    @Override
    public EditResult appliedTo(String text) {
        return Document.edited(text, this::edit);
    }

    private EditResult edit(Document document) {
        Optional<YamlItem.Entry> enabled = document.entry(KEY);
        if (document.table().mode() == mode) {
            return unchanged(document, enabled);
        }
        return enabled.isPresent() ? changed(document, enabled.get()) : added(document);
    }

    private EditResult unchanged(Document document, Optional<YamlItem.Entry> enabled) {
        return enabled.isPresent()
                ? new EditResult.Unchanged(
                        enabled.get().place(), "the document says " + KEY + ": " + spelling + " already")
                : new EditResult.Unchanged(
                        document.root().place(), "the document is in force: it has no key '" + KEY + "'");
    }

    private EditResult changed(Document document, YamlItem.Entry enabled) {
        YamlItem.Scalar value = (YamlItem.Scalar) enabled.value();
        return written(document, List.of(Replacement.of(document.text(), value, spelling)));
    }

    private EditResult added(Document document) {
        YamlItem.Entry before = document.entry(KEY_BEFORE).orElseThrow();
        YamlItem.Scalar value = (YamlItem.Scalar) before.value();
        // blank lines behind a block may be part of its value
        return value.style() == YamlItem.ScalarStyle.BLOCK
                ? new EditResult.Refused(
                        value.place(),
                        "nothing can be added behind a block; write the " + KEY_BEFORE
                                + " in one line, or add the line '" + KEY + ": " + spelling + "' by hand")
                : written(document, new NewKey(KEY, spelling).behind(before, value, document.root(), document.text()));
    }

    private EditResult written(Document document, List<Replacement> replacements) {
        return document.with(replacements, document.content().in(mode));
    }
}
