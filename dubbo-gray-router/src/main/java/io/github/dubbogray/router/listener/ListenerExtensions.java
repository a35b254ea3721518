package io.github.dubbogray.router.listener;

import io.github.dubbogray.router.event.Guarded;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.dubbo.common.extension.ExtensionLoader;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/** The listeners among an application's extensions: known from the start, made when they are needed. */
final class ListenerExtensions {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerExtensions.class);

    private final Set<String> names;
    private final Function<String, GrayListener> loader;

    /** Touched by the thread that tells; null until it first does. */
    private @Nullable List<GrayListener> made;

    ListenerExtensions(Set<String> names, Function<String, GrayListener> loader) {
        this.names = new TreeSet<>(names);
        this.loader = loader;
    }

    static ListenerExtensions of(ApplicationModel application) {
        ExtensionLoader<GrayListener> loader = application.getExtensionLoader(GrayListener.class);
        return new ListenerExtensions(loader.getSupportedExtensions(), loader::getExtension);
    }

    boolean areNone() {
        return names.isEmpty();
    }

    /** Returns them in the order of their names; without one that cannot be made, which is logged. For one thread. */
    List<GrayListener> all() {
        List<GrayListener> known = made;
        if (known == null) {
            known = make();
            made = known;
        }
        return known;
    }

    private List<GrayListener> make() {
        List<GrayListener> all = new ArrayList<>();
        names.forEach(name -> Guarded.run(
                () -> all.add(loader.apply(name)),
                thrown -> LOG.error("Listener " + name + " of gray events cannot be made, and is not told", thrown)));
        return List.copyOf(all);
    }
}
