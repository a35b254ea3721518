package io.github.dubbogray.core.rule.argument;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.lang.reflect.UndeclaredThrowableException;
import java.security.ProtectionDomain;
import java.util.Set;

/**
 * What the classes of the host may do to those who look at their objects, and how it is borne: they may throw anything, and
 * they may hand out objects by which a program looks at itself.
 */
final class HostCode {

    private static final Set<String> DATA_PACKAGES = Set.of("java.time", "java.time.chrono");

    /** By name, as most of them belong to what this module leaves alone: clocks, random numbers, the network, XML. */
    private static final Set<String> DATA_TYPES = Set.of(
            "java.lang.String",
            "java.net.URI",
            "java.util.Calendar",
            "java.util.Currency",
            "java.util.Date",
            "java.util.GregorianCalendar",
            "java.util.Locale",
            "java.util.Map$Entry",
            "java.util.UUID",
            "javax.xml.datatype.Duration",
            "javax.xml.datatype.XMLGregorianCalendar");

    private HostCode() {}

    /**
     * To be called with what was caught instead of a value: anything, errors and checked exceptions that nobody declared
     * among it. If it was an interrupt, the thread stays interrupted.
     */
    static void keepInterrupt(Throwable thrown) {
        if (isInterrupt(thrown)) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks no foreign class: the two that reflection wraps what was thrown in are compared as they are. */
    private static boolean isInterrupt(Throwable thrown) {
        Throwable inner = thrown;
        while (inner != null
                && (inner.getClass() == InvocationTargetException.class
                        || inner.getClass() == UndeclaredThrowableException.class)) {
            inner = inner.getCause();
        }
        return inner instanceof InterruptedException;
    }

    /** Returns whether a value may be read: it is not a class, a loader, a thread or another part of the program itself. */
    static boolean isData(Object value) {
        return !(value instanceof AnnotatedElement
                || value instanceof Type
                || value instanceof ClassLoader
                || value instanceof Thread
                || value instanceof ThreadGroup
                || value instanceof ProtectionDomain);
    }

    /**
     * Returns whether getters of a class read data. Of the JDK's classes most have some that do more: {@code getAndIncrement}
     * changes a number, {@code getInt} moves on in a buffer, {@code getHostName} asks a name server.
     */
    static boolean isDataType(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        boolean isOfTheJdk = loader == null || loader == ClassLoader.getPlatformClassLoader();
        return !isOfTheJdk || DATA_TYPES.contains(type.getName()) || DATA_PACKAGES.contains(type.getPackageName());
    }
}
