package io.github.dubbogray.release;

import io.github.dubbogray.core.release.Action;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.gray.GrayDocument;
import java.util.List;
import java.util.Optional;

/** Does what a transition says, once that is kept. What cannot be done is left: the next look finds it in the kept state. */
final class Deeds {

    private final ReleaseStore store;
    private final String author;
    private final Telling telling;

    Deeds(ReleaseStore store, String author, Telling telling) {
        this.store = store;
        this.author = author;
        this.telling = telling;
    }

    /** Does what it can; returns whether that is all. */
    boolean doAll(List<Action> actions, String reason) {
        boolean isAll = true;
        for (Action action : actions) {
            if (action instanceof Action.Publish publish) {
                isAll &= isPublished(publish, reason);
            } else if (action instanceof Action.Tell tell) {
                telling.tell(tell.level(), tell.text());
            }
        }
        return isAll;
    }

    private boolean isPublished(Action.Publish publish, String reason) {
        try {
            Optional<GrayDocument> basis =
                    store.document().filter(now -> now.revision().equals(publish.basedOn()));
            return basis.isPresent() && store.publish(basis.get(), publish.text(), author, reason);
        } catch (NacosRequestException e) {
            telling.tell(Action.Level.WARNING, "the document is not published yet: " + e.detail());
            return false;
        }
    }
}
