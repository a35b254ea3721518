package io.github.dubbogray.it.lab;

import io.github.dubbogray.it.fleet.Fleet;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link Fleet} of this run, with one Nacos for all of them. */
public final class FleetExtension implements ParameterResolver {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(FleetExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Fleet.class;
    }

    /** The root store closes what is closeable when the run ends. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .computeIfAbsent(Fleet.class, type -> Fleet.start(step -> System.err.println("  fleet: " + step)));
    }
}
