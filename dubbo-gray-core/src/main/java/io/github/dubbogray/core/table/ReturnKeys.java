package io.github.dubbogray.core.table;

import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.rule.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By which key of a request a lane gets its requests back after a trip, so that whoever came back in one step stays in the
 * next (clause H4): the sticky keys of the rules that lead to the lane, in the document's order, then the key of its affinity.
 */
public final class ReturnKeys {

    private final Map<String, List<Source>> byLane;

    private ReturnKeys(Map<String, List<Source>> byLane) {
        this.byLane = byLane;
    }

    /** Returns those of a document. */
    public static ReturnKeys of(Table table) {
        return new ReturnKeys(table.gray().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Lane::name, lane -> sources(lane, table.rules().list()))));
    }

    private static List<Source> sources(Lane lane, List<Rule> rules) {
        Set<Source> sources = new LinkedHashSet<>();
        for (Rule rule : rules) {
            if (rule.target() instanceof Target.Sticky sticky && rule.lanes().contains(lane.name())) {
                sources.add(sticky.key());
            }
        }
        if (lane.affinity() instanceof Affinity.ByKey affinity) {
            sources.add(affinity.source());
        }
        return List.copyOf(sources);
    }

    /** Returns the first key that a request has, or null if it has none. Allocates nothing. */
    public @Nullable String keyOf(String lane, Request request) {
        List<Source> sources = byLane.getOrDefault(lane, List.of());
        for (int i = 0; i < sources.size(); i++) { // no iterator: asked for a call
            String key = sources.get(i).valueIn(request);
            if (key != null) {
                return key;
            }
        }
        return null;
    }
}
