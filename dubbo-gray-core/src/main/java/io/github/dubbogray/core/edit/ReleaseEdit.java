package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.text.PercentText;
import org.jspecify.annotations.Nullable;

/**
 * Gives a lane the share of a step of a release, as {@link ShareEdit} does, and says in the same text which step it is, in
 * the key {@code release}: it comes behind {@code application} where the text has none, and goes with its line.
 *
 * @param lane the lane's name
 * @param rule the id of the rule whose share moves
 * @param basisPoints the share; at 10 000 the other lane of the rule gets 0%
 * @param mark what the key says then; {@link ReleaseMark#NONE} takes it out of the text
 */
public record ReleaseEdit(String lane, String rule, int basisPoints, ReleaseMark mark) implements Edit {

    @Override
    public EditResult appliedTo(String text) {
        return Document.edited(text, this::edit);
    }

    private EditResult edit(Document document) {
        MarkEdit release = new MarkEdit(document, mark);
        EditResult.@Nullable Refused refused = release.refusal();
        return refused != null
                ? refused
                : new SplitSearch(document, lane)
                        .in(
                                rule,
                                (split, share) -> new Ramp(document, split, share, release.change())
                                        .to(PercentText.of(basisPoints)));
    }
}
