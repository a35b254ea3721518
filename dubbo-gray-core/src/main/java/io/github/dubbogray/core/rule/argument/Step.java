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
    private final MapKeys keys;
    private final ClassValue<Property> properties;

    Step(String name) {
        this.name = name;
        this.position = name.matches("0|[1-9]\\d{0,8}") ? Integer.parseInt(name) : NO_POSITION;
        this.keys = MapKeys.of(name);
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

    /** Returns what is there in a map, list, array or bean, or null; throws whatever the holder throws. */
    @Nullable Object from(Object holder) throws ReflectiveOperationException {
        if (holder instanceof Map<?, ?> map) {
            return keys.valueIn(map);
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
}
