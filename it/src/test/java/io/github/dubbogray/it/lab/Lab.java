package io.github.dubbogray.it.lab;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.FreePort;
import io.github.dubbogray.it.fleet.JavaProcess;
import io.github.dubbogray.it.fleet.Program;
import io.github.dubbogray.it.fleet.Registrations;
import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.Credentials;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.NacosServers;
import io.github.dubbogray.nacos.embedded.EmbeddedNacosCluster;
import java.io.File;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.dubbo.config.RegistryConfig;

/**
 * A namespace of the tests' Nacos with its own providers, in another process, which they share unless they are to be alone, and
 * consumers, in this JVM. What it started ends with {@link #close}.
 */
public final class Lab implements AutoCloseable {

    /** Of which jars the class path of an application without this library is free; entries of a class path have them in their names. */
    public static final List<String> OUR_JARS = List.of(
            "dubbo-gray-core",
            "dubbo-gray-webhook",
            "dubbo-gray-router",
            "dubbo-gray-filter",
            "dubbo-gray-observability");

    /** The application that providers belong to unless said otherwise. */
    public static final String APPLICATION = "probe-provider";

    /** Properties of a provider that gets its whole share from the start; by default Dubbo takes ten minutes for that. */
    public static final Map<String, String> STEADY = Map.of("dubbo.provider.warmup", "1");

    private static final String LAST_GOOD = "dubbo.gray.last-good.dir";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Fleet fleet;

    private final NacosServers servers;

    private final String namespace;
    private final String protocol;
    private final String registerMode;
    private final Map<String, String> consumerDiscovery;
    private final String group;
    private final NacosAdmin admin;
    private final Deque<AutoCloseable> started = new ConcurrentLinkedDeque<>();

    /** Providers that share a process. */
    private final Deque<Callable<Void>> guests = new ConcurrentLinkedDeque<>();

    private Lab(
            Fleet fleet,
            NacosServers servers,
            String namespace,
            String protocol,
            String registerMode,
            Map<String, String> consumerDiscovery,
            String group) {
        this.fleet = fleet;
        this.servers = servers;
        this.namespace = namespace;
        this.protocol = protocol;
        this.registerMode = registerMode;
        this.consumerDiscovery = consumerDiscovery;
        this.group = group;
        this.admin = NacosAdmin.of(servers).inNamespace(namespace);
    }

    /** Opens a lab in a new namespace. */
    public static Lab open(Fleet fleet, String protocol, Discovery discovery) {
        return open(fleet, protocol, discovery.parameter(), discovery.consumerProperties());
    }

    /** Opens a lab in a new namespace where instances are registered and found both by application and by interface. */
    public static Lab openAsDubboDoes(Fleet fleet, String protocol) {
        return open(fleet, protocol, "", Map.of());
    }

    private static Lab open(Fleet fleet, String protocol, String registerMode, Map<String, String> consumerDiscovery) {
        return open(fleet, NacosServers.of(fleet.nacos().serverAddress()), protocol, registerMode, consumerDiscovery);
    }

    private static Lab open(
            Fleet fleet,
            NacosServers servers,
            String protocol,
            String registerMode,
            Map<String, String> consumerDiscovery) {
        return new Lab(fleet, servers, newNamespace(servers), protocol, registerMode, consumerDiscovery, "");
    }

    private static String newNamespace(NacosServers servers) {
        String namespace = "lab-" + NUMBER.incrementAndGet();
        NacosAdmin.of(servers).createNamespace(namespace);
        return namespace;
    }

    /** Opens a lab in a new namespace of a cluster, with the dubbo protocol and discovery by application. */
    public static Lab open(Fleet fleet, EmbeddedNacosCluster cluster) {
        return open(
                fleet,
                NacosServers.of(cluster.serverAddresses()),
                "dubbo",
                Discovery.APPLICATION.parameter(),
                Discovery.APPLICATION.consumerProperties());
    }

    /**
     * Opens a lab in a new namespace of a server with accounts, with the dubbo protocol and discovery by application.
     *
     * @param servers with an account that may make the namespace
     * @param account of the providers and consumers, and of {@link #admin}
     */
    public static Lab open(Fleet fleet, NacosServers servers, Credentials.Account account) {
        String namespace = newNamespace(servers);
        return new Lab(
                fleet,
                servers.as(account),
                namespace,
                "dubbo",
                Discovery.APPLICATION.parameter(),
                Discovery.APPLICATION.consumerProperties(),
                "");
    }

    /** Opens a lab with the dubbo protocol and discovery by application. */
    public static Lab open(Fleet fleet) {
        return open(fleet, "dubbo", Discovery.APPLICATION);
    }

    /** Opens a lab in the same namespace whose providers and consumers are in a registry group of their own. */
    public Lab inGroup(String registryGroup) {
        return new Lab(fleet, servers, namespace, protocol, registerMode, consumerDiscovery, registryGroup);
    }

    /**
     * A provider and where it serves.
     *
     * @param running ends it, once
     */
    public record Instance(String application, int port, AutoCloseable running) {

        /**
         * Ends it before its lab does, in an orderly way. Not for one with the tri protocol that is not {@link Alone}: Dubbo would
         * end all of its process ({@code PortUnificationExchanger.close}).
         */
        public void end() throws Exception {
            running.close();
        }
    }

    /** A provider and the process that it has for itself. */
    public record Alone(Instance instance, JavaProcess process) {}

    /** Starts a provider of {@link #APPLICATION} and returns when it is registered. */
    public Instance provider(String name, String labels) {
        return provider(APPLICATION, name, labels, Map.of());
    }

    /** Starts a provider with further system properties and returns when it is registered. */
    public Instance provider(String application, String name, String labels, Map<String, String> properties) {
        return provider(application, name, labels, FreePort.choose(), properties);
    }

    /** Starts a provider that serves {@link HopService} and returns when it is registered. */
    public Instance hop(String application, String name, String labels, Map<String, String> properties) {
        return start(ProviderHouse.Kind.HOP, application, name, labels, FreePort.choose(), properties);
    }

    /** Starts a patient and returns when it is registered. */
    Instance patient(Patient patient, Map<String, String> properties) {
        return start(
                ProviderHouse.Kind.PATIENT, APPLICATION, patient.name(), patient.labels(), patient.port(), properties);
    }

    /** Starts a provider in a process that it has for itself, and returns when it is registered. */
    public Alone alone(String application, String name, String labels, Map<String, String> properties) {
        return alone(ProbeProvider.class, application, name, labels, properties);
    }

    /** Starts another class of the tests as a provider in a process of its own. */
    public Alone alone(Class<?> main, String application, String name, String labels, Map<String, String> properties) {
        return alone(main, List.of(), application, name, labels, properties);
    }

    /** Starts a class of the tests as a provider of {@link #APPLICATION} without some jars. */
    public Alone alone(Class<?> main, Collection<String> withoutJars, String name, Map<String, String> properties) {
        return alone(main, withoutJars, APPLICATION, name, "", properties);
    }

    /** Starts a provider where another one has been, with another name or other labels. */
    public Instance providerAt(Instance former, String name, String labels) {
        return provider(former.application(), name, labels, former.port(), Map.of());
    }

    /**
     * Starts several providers at the same time and returns when all are registered. Of one application only one at a time,
     * unless one of it is registered already: two would race to publish the same metadata.
     */
    public List<Instance> together(List<Callable<Instance>> starts) throws Exception {
        return atOnce(starts);
    }

    private static <T> List<T> atOnce(Collection<Callable<T>> tasks) throws Exception {
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            List<T> done = new ArrayList<>();
            for (Future<T> task : executor.invokeAll(tasks)) {
                done.add(task.get());
            }
            return done;
        } finally {
            executor.shutdown();
        }
    }

    /** Starts one provider that is registered elsewhere, and returns the herd of instances it can serve: none yet. */
    public Herd herd() {
        return herd(Herd.Kind.EPHEMERAL);
    }

    /** The same with instances of this kind. */
    public Herd herd(Herd.Kind kind) {
        Lab elsewhere =
                open(fleet, servers, protocol, registerMode, consumerDiscovery).inGroup(group);
        started.push(elsewhere);
        Instance provider = elsewhere.provider(APPLICATION, "herd", "", STEADY);
        Herd herd = Herd.of(elsewhere.registrations(provider).entries().toList(), this, kind);
        started.push(herd);
        return herd;
    }

    private Instance provider(
            String application, String name, String labels, int port, Map<String, String> properties) {
        return start(ProviderHouse.Kind.PROBE, application, name, labels, port, properties);
    }

    private Instance start(
            ProviderHouse.Kind kind,
            String application,
            String name,
            String labels,
            int port,
            Map<String, String> properties) {
        House house = House.of(fleet);
        String unique = namespace + "-" + name + "-" + NUMBER.incrementAndGet();
        Map<String, String> all = providerProperties(application, name, labels, port, properties);
        all.put(LAST_GOOD, fleet.folder().resolve("last-good-" + unique).toString());
        AutoCloseable running = house.start(kind, unique, all);
        guests.push(() -> {
            running.close();
            return null;
        });
        awaitRegistered(house.process(), port);
        return new Instance(application, port, running);
    }

    private Alone alone(
            Class<?> main,
            Collection<String> withoutJars,
            String application,
            String name,
            String labels,
            Map<String, String> properties) {
        int port = FreePort.choose();
        JavaProcess process = fleet.launch(
                namespace + "-" + name,
                program(main, withoutJars),
                providerProperties(application, name, labels, port, properties));
        started.push(process);
        awaitRegistered(process, port);
        return new Alone(new Instance(application, port, process), process);
    }

    private void awaitRegistered(JavaProcess process, int port) {
        Fleet.await(
                process,
                "has a provider on port " + port + " that is not registered",
                () -> !new Registrations(admin, port).instances().isEmpty());
    }

    private Map<String, String> providerProperties(
            String application, String name, String labels, int port, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("probe.application", application);
        all.put("probe.name", name);
        all.put("probe.port", Integer.toString(port));
        all.put("probe.protocol", protocol);
        all.put("probe.registry", registry() + registerMode);
        if (!labels.isEmpty()) {
            all.put("dubbo.gray.labels", labels);
        }
        consumerDiscovery.forEach(all::putIfAbsent);
        return all;
    }

    /** Starts a consumer in this JVM. */
    public ProbeConsumer consumer(String name) {
        return consumer(name, Map.of());
    }

    /** Starts a consumer in this JVM with further properties. */
    public ProbeConsumer consumer(String name, Map<String, String> properties) {
        return consumer(name, addresses(), properties);
    }

    /** Starts a consumer in this JVM that reaches Nacos through a relay. */
    public ProbeConsumer consumer(String name, Relay relay) {
        return consumer(name, relay.serverAddress(), Map.of());
    }

    /** Starts a consumer in this JVM that has the registry of another lab as a second one. */
    public ProbeConsumer consumerOfBoth(String name, Lab other) {
        List<RegistryConfig> registries = List.of(new RegistryConfig(registry()), new RegistryConfig(other.registry()));
        ProbeConsumer consumer = ProbeConsumer.start(name, registries, consumerProperties(name, Map.of()));
        started.push(consumer);
        return consumer;
    }

    private ProbeConsumer consumer(String name, String serverAddress, Map<String, String> properties) {
        ProbeConsumer consumer =
                ProbeConsumer.start(name, registry(serverAddress), consumerProperties(name, properties));
        started.push(consumer);
        return consumer;
    }

    /** Runs a class of the tests to its end in a process of its own and returns what it printed. */
    public String run(Class<?> main, Collection<String> withoutJars, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(consumerProperties(main.getSimpleName(), properties));
        all.put("probe.registry", registry());
        JavaProcess process = fleet.launch(
                namespace + "-" + main.getSimpleName() + NUMBER.incrementAndGet(), program(main, withoutJars), all);
        started.push(process);
        Fleet.await(process, "does not end", () -> process.output().contains(ProbeCalls.END));
        return process.output();
    }

    /** Publishes a document of {@link #APPLICATION}. */
    public void publish(String document) {
        admin.publishConfig(document(APPLICATION), document);
    }

    /** Publishes a document of another application. */
    public void publish(String application, String document) {
        admin.publishConfig(document(application), document);
    }

    /** Returns the name of an application's document. */
    public static ConfigId document(String application) {
        return new ConfigId(application + ".gray-router", "dubbo");
    }

    /** Edits metadata of a provider as an operator does. */
    public void edit(Instance provider, Map<String, String> metadata) {
        registrations(provider).edit(metadata);
    }

    /** Edits metadata of a provider as the console's form does, which stores the whole map. */
    public void editByForm(Instance provider, Map<String, String> metadata) {
        registrations(provider).editByForm(metadata);
    }

    /** Takes an operator's values back. */
    public void takeBack(Instance provider, String... keys) {
        registrations(provider).takeBack(keys);
    }

    /** Changes a provider's weight as an operator does. */
    public void weigh(Instance provider, double weight) {
        registrations(provider).weigh(weight);
    }

    /** Switches a provider on as an operator does. */
    public void enable(Instance provider) {
        registrations(provider).enable();
    }

    /** Switches a provider off as an operator does. */
    public void disable(Instance provider) {
        registrations(provider).disable();
    }

    /** Returns what the registry holds of a provider, once for each service it is registered under. */
    public List<NacosInstance> registered(Instance provider) {
        return registrations(provider).instances();
    }

    /** Returns the namespace's id. */
    public String namespace() {
        return namespace;
    }

    /** Returns the admin API in this lab's namespace. */
    public NacosAdmin admin() {
        return admin;
    }

    /** Returns the fleet this lab is part of. */
    public Fleet fleet() {
        return fleet;
    }

    /** Returns the processes that only this lab has. */
    public List<JavaProcess> processes() {
        return started.stream()
                .filter(JavaProcess.class::isInstance)
                .map(JavaProcess.class::cast)
                .toList();
    }

    /** Returns the registry's address with this lab's namespace. */
    public String registry() {
        return registry(addresses());
    }

    private String addresses() {
        return servers.nodes().stream().map(URI::getAuthority).collect(Collectors.joining(","));
    }

    private String registry(String serverAddress) {
        List<String> addresses = List.of(serverAddress.split(","));
        List<String> others = addresses.subList(1, addresses.size());
        return "nacos://" + addresses.get(0) + "?namespace=" + namespace
                + (others.isEmpty() ? "" : "&backup=" + String.join(",", others))
                + (group.isEmpty() ? "" : "&group=" + group)
                + (servers.credentials() instanceof Credentials.Account account
                        ? "&username=" + account.user() + "&password=" + account.password()
                        : "");
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
        atOnce(guests); // each waits for calls in flight
        guests.clear();
    }

    private Registrations registrations(Instance provider) {
        return new Registrations(admin, provider.port());
    }

    private Map<String, String> consumerProperties(String name, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(consumerDiscovery);
        all.put(LAST_GOOD, fleet.folder().resolve(namespace + "-" + name).toString());
        all.putAll(properties);
        return all;
    }

    private Program program(Class<?> main, Collection<String> withoutJars) {
        if (!withoutJars.isEmpty()) {
            return new Program.MainClass(classPath(withoutJars), main.getName());
        }
        return PackedClasses.program(main);
    }

    /** Surefire starts this JVM with a jar that only names the class path, and puts the names where they belong. */
    private static String classPath(Collection<String> withoutJars) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> withoutJars.stream().noneMatch(entry::contains))
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
    }
}
