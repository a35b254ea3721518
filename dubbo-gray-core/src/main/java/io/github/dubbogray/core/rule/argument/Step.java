package io.github.dubbogray.core.rule.argument;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step of a path, by name or by position. How a class is read is found out once per class and kept as long as both
 * the class and the step live, so the memory is bounded by the classes there are.
 */
final class Step {

    private static final int NO_POSITION = -1;

    private final String name;
    private final int position;
    private final ClassValue<Property> properties;

    Step(String name) {
        this.name = name;
        this.position = name.matches("0|[1-9]\\d{0,8}") ? Integer.parseInt(name) : NO_POSITION;
        this.properties = new ClassValue<>() {
            @Override
            protected Property computeValue(Class<?> type) {
                return Property.of(type, name);
            }
        };
    }

    String name() {
        return name;
    }

    /** Returns what is there in a map, list, array or bean, or null. */
    @Nullable Object from(Object holder) throws ReflectiveOperationException {
        if (holder instanceof Map<?, ?> map) {
            return inMap(map);
        }
        if (holder instanceof List<?> list) {
            return isWithin(list.size()) ? list.get(position) : null;
        }
        if (holder.getClass().isArray()) {
            return isWithin(Array.getLength(holder)) ? Array.get(holder, position) : null;
        }
        return properties.get(holder.getClass()).read(holder);
    }

    private boolean isWithin(int length) {
        return position != NO_POSITION && position < length;
    }

    /** Keys are texts; a position finds whole numbers too. */
    private @Nullable Object inMap(Map<?, ?> map) {
        Object byText = valueOf(map, name);
        if (byText != null || position == NO_POSITION) {
            return byText;
        }
        Object byInteger = valueOf(map, position);
        return byInteger != null ? byInteger : valueOf(map, (long) position);
    }

    private static @Nullable Object valueOf(Map<?, ?> map, Object key) {
        try {
            return map.get(key);
        } catch (ClassCastException otherKeys) { // a sorted map refuses keys of another type
            return null;
        }
    }
}
