package io.github.dubbogray.benchmarks.live;

import com.alibaba.nacos.api.NacosFactory;
import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.NamingService;
import com.alibaba.nacos.api.naming.pojo.Instance;
import io.github.dubbogray.benchmarks.fixture.Greeter;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.FreePort;
import io.github.dubbogray.it.fleet.JavaProcess;
import io.github.dubbogray.it.fleet.Program;
import io.github.dubbogray.it.fleet.Registrations;
import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.NacosAdmin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A namespace of a real Nacos in which many instances of one application are registered, all served by one provider process:
 * it listens on every address of loopback. The provider's own registration is in another namespace.
 */
final class Arena implements AutoCloseable {

    static final String APPLICATION = "live-provider";

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int IPS_IN_A_NET = 250;
    private static final List<String> JVM = List.of("-XX:TieredStopAtLevel=4", "-Xms256m", "-Xmx512m");

    private final Fleet fleet;
    private final String namespace = "arena-" + NUMBER.incrementAndGet();
    private final NacosAdmin admin;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    Arena(Fleet fleet) {
        this.fleet = fleet;
        fleet.nacos().admin().createNamespace(namespace);
        this.admin = fleet.nacos().admin().inNamespace(namespace);
        // Found by application, a consumer asks which application has the interface.
        admin.publishConfig(new ConfigId(Greeter.class.getName(), "mapping"), APPLICATION);
    }

    String namespace() {
        return namespace;
    }

    String registry() {
        return registry(namespace);
    }

    /** Publishes the application's document. */
    void publish(String document) {
        admin.publishConfig(new ConfigId(APPLICATION + ".gray-router", "dubbo"), document);
    }

    /** Starts a provider and registers it under so many addresses, the first number of which is given. */
    ProviderProcess serve(Jars jars, String protocol, String name, Map<String, String> labels, int first, int count)
            throws NacosException {
        String home = namespace + "-" + name;
        fleet.nacos().admin().createNamespace(home);
        int port = FreePort.choose();
        JavaProcess process = launch(
                jars,
                Responder.class,
                name,
                Map.of(
                        "live.name",
                        name,
                        "live.port",
                        Integer.toString(port),
                        "live.protocol",
                        protocol,
                        "live.registry",
                        registry(home)));
        Registrations registrations = new Registrations(fleet.nacos().admin().inNamespace(home), port);
        Fleet.await(
                process, "is not registered", () -> !registrations.instances().isEmpty());
        NamingService naming = NacosFactory.createNamingService(clientProperties());
        started.push(naming::shutDown);
        for (Registrations.Entry entry : registrations.entries().toList()) {
            List<Instance> instances = new ArrayList<>();
            for (int number = first; number < first + count; number++) {
                instances.add(instance(number, port, entry.instance().metadata(), labels));
            }
            naming.batchRegisterInstance(entry.service().name(), entry.service().group(), instances);
        }
        ProviderProcess provider = new ProviderProcess(process);
        started.push(provider);
        return provider;
    }

    /** Starts a consumer and returns when it has had its first answer. */
    CallerProcess caller(Jars jars, String name) {
        Map<String, String> properties = new HashMap<>(jars.properties());
        properties.put("live.registry", registry());
        CallerProcess caller = new CallerProcess(launch(jars, Caller.class, name, properties));
        started.push(caller);
        return caller;
    }

    Properties clientProperties() {
        Properties properties = new Properties();
        properties.setProperty("serverAddr", fleet.nacos().serverAddress());
        properties.setProperty("namespace", namespace);
        return properties;
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    private JavaProcess launch(Jars jars, Class<?> main, String name, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("dubbo.gray.last-good.dir", fleet.folder().resolve("last-good").toString());
        all.put("dubbo.provider.warmup", "1");
        all.put("org.slf4j.simpleLogger.defaultLogLevel", "off");
        all.put("dubbo.application.logger", "slf4j");
        JavaProcess process = fleet.launch(
                namespace + "-" + name,
                new Program.Tuned(JVM, new Program.MainClass(jars.classPath(), main.getName())),
                all);
        started.push(process);
        return process;
    }

    private String registry(String in) {
        return "nacos://" + fleet.nacos().serverAddress() + "?namespace=" + in + "&register-mode=instance";
    }

    private static Instance instance(int number, int port, Map<String, String> metadata, Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(metadata);
        labels.forEach((key, value) -> all.put("gray." + key, value));
        Instance instance = new Instance();
        instance.setIp("127.0." + number / IPS_IN_A_NET + "." + (number % IPS_IN_A_NET + 2));
        instance.setPort(port);
        instance.setMetadata(all);
        return instance;
    }
}
