package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.release.DocumentSeen;
import io.github.dubbogray.core.release.ReleaseState;
import io.github.dubbogray.core.release.Subject;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.PercentText;
import java.util.OptionalInt;

/**
 * Whether a look finds an incident over. While a step of the same share is judged, its figures say so. Without one nobody
 * counts, and what can be seen is that no call is sent there: the share is nothing, and all consumers go by that.
 */
sealed interface Health {

    /** It is over. */
    record Over(String reason) implements Health {}

    /** It is back. */
    record Back(String reason) implements Health {}

    /** It cannot be told. */
    record Unknown() implements Health {}

    static Health of(String application, Origin origin, Sight sight) {
        if (sight.judgement() instanceof Judgement.Innocent innocent
                && innocent.origin().isOfSameShare(origin)) {
            return new Over("step " + innocent.origin().step() + " of release "
                    + innocent.origin().release() + " is judged and shows no harm");
        }
        return sight.seen().document() instanceof DocumentSeen.Present document
                ? byShare(shareOf(application, origin, document.text()), origin, sight)
                : new Unknown();
    }

    private static Health byShare(OptionalInt share, Origin origin, Sight sight) {
        if (share.isEmpty()) {
            return new Unknown();
        }
        if (share.getAsInt() == 0) {
            return sight.isEverywhere()
                    ? new Over("lane " + origin.lane() + " has 0%, and all "
                            + sight.seen().revisions().size() + " consumers go by that")
                    : new Unknown();
        }
        return sight.release().state() instanceof ReleaseState.RolledBack
                ? new Back("lane " + origin.lane() + " has " + PercentText.of(share.getAsInt())
                        + " again, and no release judges it")
                : new Unknown(); // a release that is on its way will judge it
    }

    /** Returns the share in basis points; empty where the text is refused, for then consumers go by another one. */
    private static OptionalInt shareOf(String application, Origin origin, String text) {
        return DocumentReader.read(application, text) instanceof Reading.Accepted accepted
                ? OptionalInt.of(shareIn(accepted.table(), origin))
                : OptionalInt.empty();
    }

    private static int shareIn(Table table, Origin origin) {
        return table.mode() == Table.Mode.DISABLED ? 0 : new Subject(origin.lane(), origin.rule()).shareIn(table);
    }
}
