package io.github.dubbogray.filter;

import io.github.dubbogray.filter.context.Carried;
import io.github.dubbogray.filter.context.RequestScope;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer's context propagation carry tags, and with it Reactor ({@code Hooks.enableAutomaticContextPropagation()})
 * and Spring. Found through {@link java.util.ServiceLoader}; never loaded where the library is absent.
 */
public final class GrayThreadLocalAccessor implements ThreadLocalAccessor<Object> {

    /** The key under which a snapshot or a Reactor context holds the tag. */
    public static final String KEY = "dubbo-gray";

    /** For the service loader. */
    public GrayThreadLocalAccessor() {}

    @Override
    public Object key() {
        return KEY;
    }

    /** Returns the context of this thread, or null if it works for no request. */
    @Override
    public @Nullable Object getValue() {
        return RequestScope.current() == null && RequestScope.currentTag() == null ? null : Carried.now();
    }

    @Override
    public void setValue(Object value) {
        (value instanceof Carried carried ? carried : Carried.now()).enterPropagated();
    }

    @Override
    public void setValue() {
        Carried.NOTHING.enterPropagated();
    }

    @Override
    public void restore(Object previous) {
        restore();
    }

    /** Ends what the last {@code setValue} on this thread began; nothing else, if nothing of that is left. */
    @Override
    public void restore() {
        RequestScope.endPropagated();
    }
}
