package io.github.dubbogray.core.edit;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A part of an edit: what becomes other characters, and what the document says then.
 *
 * @param replacements none where the text says it already
 */
record Change(List<Replacement> replacements, UnaryOperator<TableContent> meaning) {

    /** Nothing. */
    static final Change NONE = new Change(List.of(), content -> content);

    Change {
        replacements = List.copyOf(replacements);
    }

    /** Returns this change and another one of other characters. */
    Change and(Change other) {
        return new Change(
                Stream.concat(replacements.stream(), other.replacements.stream())
                        .toList(),
                content -> other.meaning.apply(meaning.apply(content)));
    }

    /** Returns the document with this change, which is one. */
    EditResult in(Document document) {
        return document.with(replacements, meaning.apply(document.content()));
    }
}
