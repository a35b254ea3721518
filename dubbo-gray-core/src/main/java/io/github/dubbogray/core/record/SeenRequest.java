package io.github.dubbogray.core.record;

import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as a recording knows it: what it is about, and what the rules say of it. Nothing that it brought along.
 *
 * @param atMillis when, in milliseconds since 1970
 * @param caller the calling application
 * @param service the interface
 * @param method its method
 * @param carried the tag it came with
 * @param asked application by application, in the order of their names; also where a tag has decided
 */
public record SeenRequest(
        long atMillis, String caller, String service, String method, Carried carried, List<Asked> asked) {

    /** Copies the list. */
    public SeenRequest {
        asked = List.copyOf(asked);
    }

    /**
     * Looks at a request.
     *
     * @param tag as it came with it; null if there is none
     * @param tables in force where it is sent, in the order of their applications' names
     */
    public static SeenRequest of(long atMillis, Request request, @Nullable String tag, List<Table> tables) {
        return new SeenRequest(
                atMillis,
                request.application(),
                request.service(),
                request.method(),
                Carried.of(tag, tables),
                tables.stream().map(table -> Asked.of(table, request)).toList());
    }
}
