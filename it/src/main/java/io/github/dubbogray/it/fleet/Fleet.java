package io.github.dubbogray.it.fleet;

import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.ServiceId;
import io.github.dubbogray.nacos.embedded.EmbeddedNacos;
import io.github.dubbogray.nacos.embedded.NacosOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A small system on loopback: a Nacos of its own, providers and consumers, each in its own process on free ports.
 * {@link #close} stops them all and removes their files; so does the end of this JVM, as by Ctrl-C.
 */
public final class Fleet implements AutoCloseable {

    /** The application that the providers are instances of. */
    public static final String APPLICATION = "demo-provider";

    /** Where the document of that application lives. */
    public static final ConfigId DOCUMENT = new ConfigId(APPLICATION + ".gray-router", "dubbo");

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final long POLL_MILLIS = 100;

    /** The first Java that has them. */
    private static final int VIRTUAL_THREADS = 21;

    private final EmbeddedNacos nacos;
    private final Path folder;
    private final Progress progress;
    private final Deque<JavaProcess> processes = new ConcurrentLinkedDeque<>();
    private final Thread onExit = new Thread(this::release, "stop-fleet");
    /** Where a process shows its metrics, by its name: one that is started again is the same to who watches. */
    private final Map<String, Integer> pages = new ConcurrentHashMap<>();

    private @Nullable Watcher watcher;

    private Fleet(EmbeddedNacos nacos, Path folder, Progress progress) {
        this.nacos = nacos;
        this.folder = folder;
        this.progress = progress;
    }

    /** Starts a Nacos, telling each step to {@code progress}; providers and consumers come later. */
    public static Fleet start(Progress progress) {
        EmbeddedNacos nacos = EmbeddedNacos.start(NacosOptions.defaults(), progress::accept);
        try {
            Fleet fleet = new Fleet(nacos, Files.createTempDirectory("dubbo-gray-fleet-"), progress);
            Runtime.getRuntime().addShutdownHook(fleet.onExit);
            return fleet;
        } catch (IOException e) {
            nacos.close();
            throw new UncheckedIOException("no temporary folder for the output of processes", e);
        }
    }

    /** Returns the Nacos of this fleet. */
    public EmbeddedNacos nacos() {
        return nacos;
    }

    /**
     * Lets every provider that starts from now on show its metrics, as consumers do anyway, and says where each process does.
     * Is called before anything starts.
     */
    public void watchedBy(Watcher watcher) {
        this.watcher = watcher;
    }

    /** Returns the folder for files of this fleet; it goes with it. */
    public Path folder() {
        return folder;
    }

    /**
     * Starts a provider and returns when it is registered.
     *
     * @param name names its process; its answers carry it
     * @param labels what it says it is, as {@code version=v2,env=gray}; empty for none
     * @param properties further system properties
     */
    public Provider provider(String name, String labels, Map<String, String> properties) {
        return providers(List.of(new ProviderStart(APPLICATION, name, labels, properties)))
                .get(0);
    }

    /**
     * Starts providers at the same time and returns when all are registered. Of one application only one at a time, unless one
     * of it is registered already: two would race to publish the same metadata.
     */
    public List<Provider> providers(List<ProviderStart> starts) {
        List<Provider> providers = starts.stream().map(this::launch).toList();
        for (int i = 0; i < starts.size(); i++) {
            String application = starts.get(i).application();
            Provider provider = providers.get(i);
            await(provider.process(), "is not registered", () -> isRegistered(application, provider.port()));
        }
        return providers;
    }

    private Provider launch(ProviderStart start) {
        int port = FreePort.choose();
        Map<String, String> all = new HashMap<>(start.properties());
        all.put("dubbo.application.name", start.application());
        all.put("demo.name", start.name());
        all.put("dubbo.protocol.port", Integer.toString(port));
        if (!start.labels().isEmpty()) {
            all.put("dubbo.gray.labels", start.labels());
        }
        progress.accept("starting provider " + start.name() + " on port " + port
                + (start.labels().isEmpty() ? "" : ", " + start.labels()));
        if (watcher != null) {
            int page = pages.computeIfAbsent(start.name(), name -> FreePort.choose());
            all.put("spring.main.web-application-type", "servlet");
            all.put("server.port", Integer.toString(page));
            watcher.appears(new MetricsPage(start.application(), page));
        }
        return new Provider(launch(start.name(), DemoApplication.PROVIDER.program(), all), port);
    }

    /** Starts a provider with the properties that it brings along. */
    public Provider provider(String name, String labels) {
        return provider(name, labels, Map.of());
    }

    /**
     * Starts a consumer and returns when its first call succeeds.
     *
     * @param name names its process
     * @param properties further system properties
     */
    public Consumer consumer(String name, Map<String, String> properties) {
        int port = FreePort.choose();
        Map<String, String> all = new HashMap<>(properties);
        all.put("server.port", Integer.toString(port));
        if (Runtime.version().feature()
                >= VIRTUAL_THREADS) { // before, Dubbo's starter would ask for a pool that is not there
            all.put("spring.threads.virtual.enabled", "true");
        }
        progress.accept("starting consumer " + name + ", HTTP entry on port " + port);
        Consumer consumer =
                new Consumer(launch(name, DemoApplication.CONSUMER.program(), all), port, HttpClient.newHttpClient());
        if (watcher != null) {
            watcher.appears(new MetricsPage("demo-consumer", port));
        }
        await(consumer.process(), "does not answer", () -> consumer.call(Map.of()) instanceof Reply.Answered);
        return consumer;
    }

    /** Publishes an application's document. */
    public void publish(String application, String document) {
        nacos.admin().publishConfig(new ConfigId(application + ".gray-router", "dubbo"), document);
    }

    /** Publishes the document of {@link #APPLICATION}. */
    public void publish(String document) {
        nacos.admin().publishConfig(DOCUMENT, document);
    }

    /** Deletes the document of {@link #APPLICATION}. */
    public void unpublish() {
        nacos.admin().deleteConfig(DOCUMENT);
    }

    /** Edits metadata of a provider as an operator does; its own values stay below. */
    public void edit(Provider provider, Map<String, String> metadata) {
        registrations(provider).edit(metadata);
    }

    /** Changes the weight of a provider as an operator does. */
    public void weigh(Provider provider, double weight) {
        registrations(provider).weigh(weight);
    }

    /** Takes an operator's values back. */
    public void takeBack(Provider provider, String... keys) {
        registrations(provider).takeBack(keys);
    }

    /**
     * Starts a process on loopback; it ends with this fleet.
     *
     * @param properties system properties
     */
    public JavaProcess launch(String name, Program program, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.putIfAbsent("nacos.address", nacos.serverAddress());
        // What it keeps on disk goes with this fleet.
        all.putIfAbsent(
                "dubbo.gray.last-good.dir", folder.resolve("last-good-" + name).toString());
        all.put("JM.SNAPSHOT.PATH", folder.resolve("nacos-client-" + name).toString());
        all.put("JM.LOG.PATH", folder.toString());
        JavaProcess process = JavaProcess.start(name, program, folder, all);
        processes.addLast(process);
        return process;
    }

    /**
     * Waits until a process is ready.
     *
     * @param otherwise what to say of it if it does not get there
     * @throws IllegalStateException if it ends before, or is not ready after 90 s; with its last output
     */
    public static void await(JavaProcess process, String otherwise, BooleanSupplier condition) {
        long limit = System.nanoTime() + START_LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (!process.isAlive()) {
                throw process.failure("has ended");
            }
            if (System.nanoTime() > limit) {
                throw process.failure(otherwise + " after " + START_LIMIT.toSeconds() + " s");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw process.failure("was not waited for: interrupted");
            }
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException shuttingDown) {
            return; // the hook does the same work
        }
        release();
        nacos.close();
    }

    /** The Nacos has a hook of its own. */
    private void release() {
        processes.forEach(JavaProcess::ask);
        processes.forEach(JavaProcess::close);
        delete(folder);
    }

    private Registrations registrations(Provider provider) {
        return new Registrations(nacos.admin(), provider.port());
    }

    /** By application, which Dubbo registers last. */
    private boolean isRegistered(String application, int port) {
        return nacos.admin().instances(ServiceId.of(application)).stream()
                .anyMatch(instance -> instance.port() == port);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
