package io.github.dubbogray.core.placement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The kinds of instances that have a label of one key, by its value. Never changed once it is made. */
record KindsByValue(Map<String, List<Kind>> byValue) {

    static final KindsByValue NONE = new KindsByValue(Map.of());

    static KindsByValue of(String key, Collection<Kind> kinds) {
        Map<String, List<Kind>> byValue = new HashMap<>();
        kinds.forEach(kind -> kind.labels()
                .value(key)
                .ifPresent(value -> byValue.computeIfAbsent(value, first -> new ArrayList<>(1))
                        .add(kind)));
        return new KindsByValue(byValue);
    }

    /** Returns the kinds with a value. */
    List<Kind> of(String value) {
        return byValue.getOrDefault(value, List.of());
    }

    /** Hands on every kind that has the key. */
    void forEach(Consumer<Kind> action) {
        byValue.values().forEach(kinds -> kinds.forEach(action));
    }
}
