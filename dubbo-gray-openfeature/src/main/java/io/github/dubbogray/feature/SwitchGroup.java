package io.github.dubbogray.feature;

import io.github.dubbogray.core.feature.Switches;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Switches that belong together, as the getters of an interface, whose values change as a whole: what {@link #now()}
 * returns goes by one document to its end, and two readings of one getter agree.
 *
 * <pre>{@code
 * interface Checkout {
 *     @SwitchName("feature.user.v2")
 *     default boolean userV2() { return false; } // what counts where the switch cannot be asked
 *
 *     @SwitchName("stock.timeout-ms")
 *     default long stockTimeoutMs() { return 300; }
 * }
 *
 * SwitchGroup<Checkout> group = switches.group(Checkout.class);   // once
 * Checkout checkout = group.now();                                // once a request
 * }</pre>
 *
 * @param <T> the interface
 */
public final class SwitchGroup<T> {

    private final GraySwitches switches;
    private final Class<T> getters;
    private final Map<Method, GraySwitch<?>> read;

    private SwitchGroup(GraySwitches switches, Class<T> getters, Map<Method, GraySwitch<?>> read) {
        this.switches = switches;
        this.getters = getters;
        this.read = read;
    }

    static <T> SwitchGroup<T> of(GraySwitches switches, Class<T> getters) {
        if (!getters.isInterface()) {
            throw new IllegalArgumentException(getters.getName() + " is no interface");
        }
        Map<Method, GraySwitch<?>> read = new LinkedHashMap<>();
        T presets = proxy(getters, (proxy, method, arguments) -> {
            throw new UnsupportedOperationException("a default asks for " + method);
        });
        for (Method method : getters.getMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                read.put(method, switchOf(switches, method, presets));
            }
        }
        return new SwitchGroup<>(switches, getters, Map.copyOf(read));
    }

    private static GraySwitch<?> switchOf(GraySwitches switches, Method method, Object presets) {
        SwitchName name = method.getAnnotation(SwitchName.class);
        if (name == null || !method.isDefault() || method.getParameterCount() > 0) {
            throw new IllegalArgumentException(method
                    + " must be a default method without parameters, annotated with @SwitchName: its body says what"
                    + " counts where the switch cannot be asked");
        }
        Object preset = presetOf(method, presets);
        if (method.getReturnType() == boolean.class) {
            return switches.truth(name.value(), (Boolean) preset);
        }
        if (method.getReturnType() == long.class) {
            return switches.whole(name.value(), (Long) preset);
        }
        if (method.getReturnType() == double.class) {
            return switches.number(name.value(), (Double) preset);
        }
        if (method.getReturnType() == String.class) {
            return switches.text(name.value(), (String) preset);
        }
        if (method.getReturnType() == Map.class) {
            return switches.map(name.value(), mapOf(preset));
        }
        throw new IllegalArgumentException(method + " must return boolean, long, double, String or Map");
    }

    @SuppressWarnings("unchecked") // the interface says of what; a switch has texts as keys
    private static Map<String, @Nullable Object> mapOf(Object preset) {
        return (Map<String, @Nullable Object>) preset;
    }

    /** By a lookup of the interface's own, for it need not be public. */
    private static Object presetOf(Method method, Object presets) {
        Class<?> getters = method.getDeclaringClass();
        try {
            Object preset = MethodHandles.privateLookupIn(getters, MethodHandles.lookup())
                    .unreflectSpecial(method, getters)
                    .bindTo(presets)
                    .invokeWithArguments();
            if (preset == null) {
                throw new IllegalArgumentException(method + " returns null by default, must return a value");
            }
            return preset;
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (Throwable e) { // whatever the body throws
            throw new IllegalArgumentException(method + " cannot be asked for its default", e);
        }
    }

    private static <T> T proxy(Class<T> getters, InvocationHandler handler) {
        return getters.cast(Proxy.newProxyInstance(getters.getClassLoader(), new Class<?>[] {getters}, handler));
    }

    /** Returns the values for the request that this thread serves now, to be used by this thread and for it alone. */
    public T now() {
        return proxy(getters, new Moment(switches.now(), new LinkedHashMap<>()));
    }

    /** One document, and what was read so far: a share that is drawn is drawn once. */
    private final class Moment implements InvocationHandler {

        private final Switches document;
        private final Map<Method, Object> known;

        private Moment(Switches document, Map<Method, Object> known) {
            this.document = document;
            this.known = known;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            GraySwitch<?> one = read.get(method);
            if (one == null) {
                return ofObject(proxy, method, arguments);
            }
            return known.computeIfAbsent(method, asked -> one.in(document, switches.call()));
        }

        private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> getters.getSimpleName() + " by revision " + document.revision();
            };
        }
    }
}
