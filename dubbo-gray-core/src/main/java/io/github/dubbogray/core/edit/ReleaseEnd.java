package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.table.ReleaseMark;

/** Takes the key {@code release} out of a document, with its line. All shares stay as they are. */
public record ReleaseEnd() implements Edit {

    @Override
    public EditResult appliedTo(String text) {
        return Document.edited(text, ReleaseEnd::edit);
    }

    private static EditResult edit(Document document) {
        Change change = new MarkEdit(document, ReleaseMark.NONE).change();
        return change.replacements().isEmpty()
                ? new EditResult.Unchanged(document.root().place(), "the document is of no release")
                : change.in(document);
    }
}
