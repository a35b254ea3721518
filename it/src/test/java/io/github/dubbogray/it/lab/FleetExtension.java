package io.github.dubbogray.it.lab;

import io.github.dubbogray.it.fleet.Fleet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link Fleet} of this JVM, with one Nacos for all of them. It ends with the JVM: a store of JUnit's would
 * end with each class, as a JVM that shares out classes with another is handed them one by one.
 */
public final class FleetExtension implements ParameterResolver {

    /** Guarded by the class. */
    private static @Nullable Fleet fleet;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Fleet.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return ofThisJvm();
    }

    private static synchronized Fleet ofThisJvm() {
        Fleet running = fleet;
        if (running == null) {
            running = Fleet.start(step -> System.err.println("  fleet: " + step));
            fleet = running;
        }
        return running;
    }
}
