package io.github.dubbogray.core.release.ledger;

import io.github.dubbogray.core.text.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The releases of an application that are over.
 *
 * @param application whose
 * @param promoted how many there ever were that were promoted
 * @param rolledBack how many there ever were that were rolled back
 * @param latest those of them that are kept, oldest first; past {@value #MOST} the oldest go
 */
public record Ledger(String application, long promoted, long rolledBack, List<Finished> latest) {

    /** How many are kept. */
    public static final int MOST = 100;

    public Ledger {
        latest = List.copyOf(latest.subList(Math.max(0, latest.size() - MOST), latest.size()));
    }

    /** Returns one without an entry. */
    public static Ledger empty(String application) {
        return new Ledger(application, 0, 0, List.of());
    }

    /** Returns this with another release; the same where it is there already. */
    public Ledger with(Finished finished) {
        if (latest.contains(finished)) {
            return this;
        }
        List<Finished> longer = new ArrayList<>(latest);
        longer.add(finished);
        boolean isPromoted = finished.outcome() == Outcome.PROMOTED;
        return new Ledger(application, promoted + (isPromoted ? 1 : 0), rolledBack + (isPromoted ? 0 : 1), longer);
    }

    /** Returns it as JSON, to be read by {@link LedgerReader}. */
    public String toJson() {
        return new JsonObject()
                .put("apiVersion", "dubbo-gray/v1")
                .put("application", application)
                .put("promoted", promoted)
                .put("rolledBack", rolledBack)
                .put("releases", latest.stream().map(Ledger::toJson).toList())
                .toString();
    }

    private static JsonObject toJson(Finished finished) {
        return new JsonObject()
                .put("id", finished.id())
                .put("outcome", finished.outcome().spelling())
                .put("begun", finished.begunMillis())
                .put("over", finished.overMillis());
    }
}
