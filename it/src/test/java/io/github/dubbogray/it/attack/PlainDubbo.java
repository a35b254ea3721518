package io.github.dubbogray.it.attack;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.observability.qos.GrayReport;
import io.github.dubbogray.router.GrayApplication;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A second Dubbo in this JVM, whose class path has everything but the library, and the stranger who uses it. */
final class PlainDubbo implements AutoCloseable {

    private final URLClassLoader loader;
    private final BiFunction<String, Map<?, ?>, String> stranger;

    private PlainDubbo(URLClassLoader loader, BiFunction<String, Map<?, ?>, String> stranger) {
        this.loader = loader;
        this.stranger = stranger;
    }

    /** Loads and starts it. */
    static PlainDubbo start() {
        URLClassLoader loader = new URLClassLoader("plain-dubbo", classPath(), new HessianAlone());
        return within(loader, () -> new PlainDubbo(loader, strangerOf(loader)));
    }

    /** Calls a witness with these attachments; empty if the call failed, on either side. */
    Optional<String> call(String url, Map<?, ?> attachments) {
        return within(loader, () -> {
            try {
                return Optional.of(stranger.apply(url, attachments));
            } catch (RuntimeException refused) { // its class is of the other loader
                return Optional.empty();
            }
        });
    }

    @Override
    public void close() throws Exception {
        try (loader;
                AutoCloseable closing = (AutoCloseable) stranger) {
            assert closing == stranger;
        }
    }

    private static URL[] classPath() {
        Set<Path> library = Stream.of(Tag.class, GrayApplication.class, GrayContext.class, GrayReport.class)
                .map(PlainDubbo::placeOf)
                .collect(Collectors.toSet());
        return whole().filter(entry -> !library.contains(pathOf(entry))).toArray(URL[]::new);
    }

    /** Whoever runs tests may have a loader of his own for them. */
    private static Stream<URL> whole() {
        return PlainDubbo.class.getClassLoader() instanceof URLClassLoader own
                ? Arrays.stream(own.getURLs())
                : Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .map(PlainDubbo::urlOf);
    }

    private static Path placeOf(Class<?> type) {
        return pathOf(type.getProtectionDomain().getCodeSource().getLocation());
    }

    private static Path pathOf(URL url) {
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static URL urlOf(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("unchecked") // what Stranger is, in another loader
    private static BiFunction<String, Map<?, ?>, String> strangerOf(ClassLoader loader) {
        try {
            return (BiFunction<String, Map<?, ?>, String>)
                    loader.loadClass(Stranger.class.getName()).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Dubbo asks the thread for its class loader. */
    private static <T> T within(ClassLoader loader, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Hessian of this JVM. Of its own serializers it loads some by the system's loader, whatever the thread's, and finds
     * them unfit where its other classes are of another loader.
     */
    private static final class HessianAlone extends ClassLoader {

        private static final String PREFIX = "com.alibaba.com.caucho.hessian.";

        HessianAlone() {
            super("hessian", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (!name.startsWith(PREFIX)) {
                throw new ClassNotFoundException(name);
            }
            return ClassLoader.getSystemClassLoader().loadClass(name);
        }
    }
}
