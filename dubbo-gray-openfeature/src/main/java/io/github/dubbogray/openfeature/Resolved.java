package io.github.dubbogray.openfeature;

import dev.openfeature.sdk.ImmutableStructure;
import dev.openfeature.sdk.Value;
import io.github.dubbogray.core.feature.SwitchValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of switches as values of OpenFeature; null where one does not fit. */
final class Resolved {

    private Resolved() {}

    static @Nullable Boolean truth(SwitchValue value) {
        return value instanceof SwitchValue.Truth truth ? (Boolean) truth.value() : null;
    }

    static @Nullable String text(SwitchValue value) {
        return value instanceof SwitchValue.Text text ? text.value() : null;
    }

    static @Nullable Integer int32(SwitchValue value) {
        return value instanceof SwitchValue.Whole whole && whole.value() == (int) whole.value()
                ? (Integer) (int) whole.value()
                : null;
    }

    static @Nullable Long int64(SwitchValue value) {
        return value instanceof SwitchValue.Whole whole ? (Long) whole.value() : null;
    }

    static @Nullable Double number(SwitchValue value) {
        if (value instanceof SwitchValue.Whole whole) {
            return (double) whole.value();
        }
        return value instanceof SwitchValue.Decimal decimal ? (Double) decimal.value() : null;
    }

    static Value any(SwitchValue value) {
        if (value instanceof SwitchValue.Structure structure) {
            Map<String, Value> attributes = new LinkedHashMap<>();
            structure.values().forEach((key, inner) -> attributes.put(key, any(inner)));
            return new Value(new ImmutableStructure(attributes));
        }
        if (value instanceof SwitchValue.Listing listing) {
            return new Value(listing.values().stream().map(Resolved::any).toList());
        }
        return scalar(value);
    }

    private static Value scalar(SwitchValue value) {
        if (value instanceof SwitchValue.Truth truth) {
            return new Value(truth.value());
        }
        if (value instanceof SwitchValue.Whole whole) {
            Integer small = int32(value);
            return small == null ? new Value((double) whole.value()) : new Value(small); // maps of the SDK know no long
        }
        if (value instanceof SwitchValue.Decimal decimal) {
            return new Value(decimal.value());
        }
        return value instanceof SwitchValue.Text text ? new Value(text.value()) : new Value();
    }
}
