package io.github.dubbogray.feature;

import io.github.dubbogray.core.feature.SwitchValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values of switches as values of Java; null where a value is of another type. */
final class Values {

    private Values() {}

    static @Nullable Boolean truth(SwitchValue value) {
        return value instanceof SwitchValue.Truth truth ? (Boolean) truth.value() : null;
    }

    static @Nullable Long whole(SwitchValue value) {
        return value instanceof SwitchValue.Whole whole ? (Long) whole.value() : null;
    }

    static @Nullable Double number(SwitchValue value) {
        if (value instanceof SwitchValue.Whole whole) {
            return (double) whole.value();
        }
        return value instanceof SwitchValue.Decimal decimal ? (Double) decimal.value() : null;
    }

    static @Nullable String text(SwitchValue value) {
        return value instanceof SwitchValue.Text text ? text.value() : null;
    }

    static @Nullable Map<String, @Nullable Object> map(SwitchValue value) {
        if (!(value instanceof SwitchValue.Structure structure)) {
            return null;
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        structure.values().forEach((key, inner) -> map.put(key, any(inner)));
        return Collections.unmodifiableMap(map);
    }

    static @Nullable Object any(SwitchValue value) {
        if (value instanceof SwitchValue.Structure) {
            return map(value);
        }
        if (value instanceof SwitchValue.Listing listing) {
            return listOf(listing.values(), Values::any);
        }
        if (value instanceof SwitchValue.Nothing) {
            return null;
        }
        Object scalar = truth(value);
        scalar = scalar == null ? whole(value) : scalar;
        scalar = scalar == null ? text(value) : scalar;
        return scalar == null ? number(value) : scalar;
    }

    private static List<@Nullable Object> listOf(
            List<SwitchValue> values, Function<SwitchValue, @Nullable Object> each) {
        return Collections.unmodifiableList(values.stream().map(each).collect(java.util.stream.Collectors.toList()));
    }
}
