package io.github.dubbogray.core.rule.argument;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a named property of a class is read. A property is what a record's component, a public getter without parameters or a
 * public field gives: {@code getX}, or {@code isX} where it gives a truth value. No other method is ever called, and none
 * of {@link Object} or of the JDK's own classes but those that are data.
 */
interface Property {

    /** Reads nothing from anything. */
    Property MISSING = holder -> null;

    /** Returns the property of an object of the class it was made for. */
    @Nullable Object read(Object holder) throws ReflectiveOperationException;

    /** Finds a getter, a record's component or a public field, in this order; {@link #MISSING} if there is none. */
    static Property of(Class<?> type, String name) {
        for (Class<?> declaring : lineage(type)) {
            Method getter = HostCode.isDataType(declaring) ? getter(declaring, name) : null;
            if (getter != null) {
                return holder -> getter.invoke(holder);
            }
        }
        Field field = field(type, name);
        return field == null ? MISSING : field::get;
    }

    /** Returns the class with its superclasses and interfaces: a hidden class may have its getters from an open one. */
    private static List<Class<?>> lineage(Class<?> type) {
        List<Class<?>> lineage = new ArrayList<>();
        Deque<Class<?>> next = new ArrayDeque<>(List.of(type));
        while (!next.isEmpty()) {
            Class<?> current = next.remove();
            if (current != Object.class && !lineage.contains(current)) { // getClass is no property
                lineage.add(current);
                if (current.getSuperclass() != null) {
                    next.add(current.getSuperclass());
                }
                next.addAll(List.of(current.getInterfaces()));
            }
        }
        return lineage;
    }

    private static @Nullable Method getter(Class<?> type, String name) {
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Method get = method(type, "get" + capital);
        if (get != null) {
            return get;
        }
        Method is = method(type, "is" + capital);
        if (is != null && (is.getReturnType() == boolean.class || is.getReturnType() == Boolean.class)) {
            return is;
        }
        return isComponent(type, name) ? method(type, name) : null; // other methods of that name may do anything
    }

    private static boolean isComponent(Class<?> type, String name) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component -> component.getName().equals(name));
    }

    private static @Nullable Method method(Class<?> type, String name) {
        try {
            Method method = type.getDeclaredMethod(name);
            boolean readable = isOfObjects(method.getModifiers()) && method.getReturnType() != void.class;
            return readable ? opened(method) : null;
        } catch (NoSuchMethodException | LinkageError none) { // another method may name a class that is not there
            return null;
        }
    }

    private static @Nullable Field field(Class<?> type, String name) {
        try {
            Field field = type.getField(name);
            boolean readable = isOfObjects(field.getModifiers()) && HostCode.isDataType(field.getDeclaringClass());
            return readable ? opened(field) : null;
        } catch (NoSuchFieldException | LinkageError none) {
            return null;
        }
    }

    private static boolean isOfObjects(int modifiers) {
        return Modifier.isPublic(modifiers) && !Modifier.isStatic(modifiers);
    }

    private static <T extends AccessibleObject> @Nullable T opened(T member) {
        return member.trySetAccessible() ? member : null;
    }
}
