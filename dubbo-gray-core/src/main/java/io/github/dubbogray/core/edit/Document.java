package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.document.yaml.YamlReading;
import io.github.dubbogray.core.document.yaml.YamlText;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A text that can be edited: it is a document without errors, so every key is where the format wants it.
 *
 * @param table what it says
 * @param root where it says so
 */
record Document(String text, Table table, YamlItem.Mapping root) {

    /** Reads a text and edits it; refuses a text with errors. */
    static EditResult edited(String text, Function<Document, EditResult> edit) {
        Reading reading = DocumentReader.read(text);
        if (reading instanceof Reading.Accepted accepted) {
            return edit.apply(new Document(text, accepted.table(), rootOf(text)));
        }
        return refused(
                "the document has errors, so it cannot be edited; mend them, or take an earlier text",
                ((Reading.Refused) reading).problems());
    }

    private static YamlItem.Mapping rootOf(String text) {
        if (YamlText.read(text) instanceof YamlReading.Parsed parsed
                && parsed.root() instanceof YamlItem.Mapping mapping) {
            return mapping;
        }
        throw new IllegalStateException("a document without errors is a map of keys and values");
    }

    private static EditResult.Refused refused(String reason, List<Problem> problems) {
        return new EditResult.Refused(problems.get(0).place(), reason, problems);
    }

    /** Returns a key at the top level with its value, if it is there. */
    Optional<YamlItem.Entry> entry(String key) {
        return entryOf(root, key);
    }

    /** Returns a key of a map with its value, if it is there. */
    static Optional<YamlItem.Entry> entryOf(YamlItem.Mapping mapping, String key) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst();
    }

    /** Returns what the text says now. */
    TableContent content() {
        return TableContent.of(table);
    }

    /**
     * Returns the text with replacements, read again.
     *
     * @param expected what it must say then
     * @throws IllegalStateException if it says something else
     */
    EditResult with(List<Replacement> replacements, TableContent expected) {
        List<Replacement> inOrder = Replacement.inOrder(replacements);
        String edited = Replacement.allIn(text, inOrder);
        Reading reading = DocumentReader.read(edited);
        if (reading instanceof Reading.Refused refused) {
            return refused("the edited text would be refused", refused.problems());
        }
        TableContent found = TableContent.of(((Reading.Accepted) reading).table());
        if (!found.equals(expected)) {
            throw new IllegalStateException("an edit changed more than it should: " + inOrder);
        }
        return new EditResult.Edited(edited, inOrder);
    }
}
