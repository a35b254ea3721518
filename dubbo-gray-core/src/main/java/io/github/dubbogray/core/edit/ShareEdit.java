package io.github.dubbogray.core.edit;

import org.jspecify.annotations.Nullable;

/**
 * Gives a lane another share in a rule that splits requests. Of two lanes the other one gets the difference, of more stable
 * does; the shares of the rest stay.
 *
 * @param lane the lane's name
 * @param share as documents spell it: {@code 20%}
 * @param rule the rule's id; null where only one rule has a share for the lane
 */
public record ShareEdit(String lane, String share, @Nullable String rule) implements Edit {

    /** Returns the edit of the only rule that has a share for a lane. */
    public static ShareEdit of(String lane, String share) {
        return new ShareEdit(lane, share, null);
    }

    /** Returns this edit in the rule with an id. */
    public ShareEdit inRule(String id) {
        return new ShareEdit(lane, share, id);
    }

    @Override
    public EditResult appliedTo(String text) {
        return Document.edited(
                text,
                document -> new SplitSearch(document, lane)
                        .in(rule, (split, old) -> new Ramp(document, split, old).to(share)));
    }
}
