package io.github.dubbogray.it.attack;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.it.fleet.FreePort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;

/** A real application of this JVM with a {@code dubbo} and a {@code tri} port, which asks other ones behind it. */
final class WitnessApplication implements Witness, AutoCloseable {

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel model = framework.newApplication();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<Testimony.Way> next = new ArrayList<>();
    private final String name;
    private final boolean looks;

    private WitnessApplication(String name, boolean looks) {
        this.name = name;
        this.looks = looks;
    }

    /** Starts one with properties as if from {@code dubbo.properties}. */
    static WitnessApplication start(String name, Map<String, String> properties) {
        WitnessApplication application = new WitnessApplication(name, true);
        application.start(properties);
        return application;
    }

    /** Starts one that is as if the library were not there. */
    static WitnessApplication startWithout(String name) {
        WitnessApplication application = new WitnessApplication(name, false);
        application.start(Map.of("dubbo.gray.enabled", "false"));
        return application;
    }

    /** Lets it ask another one over a protocol. */
    WitnessApplication asking(WitnessApplication other, String protocol) {
        next.add(new Testimony.Way(protocol, reference(other.url(protocol))));
        return this;
    }

    @Override
    public String testify() {
        String tag = looks ? GrayContext.tag().map(Tag::text).orElse("") : null;
        return Testimony.spoken(name, tag, next);
    }

    ApplicationModel model() {
        return model;
    }

    int port(String protocol) {
        return ports.getOrDefault(protocol, 0);
    }

    String url(String protocol) {
        return protocol + "://127.0.0.1:" + port(protocol) + "/" + Witness.class.getName();
    }

    @Override
    public void close() {
        framework.destroy();
    }

    private void start(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("dubbo.service.shutdown.wait", "1"); // milliseconds; by default ten seconds for calls in flight
        all.put("dubbo.metrics.enable-rpc", "false"); // each call would cost several times as much
        model.modelEnvironment().updateAppConfigMap(all);
        ApplicationConfig application = new ApplicationConfig(name);
        application.setQosEnable(false);
        ServiceConfig<Witness> service = new ServiceConfig<>();
        service.setInterface(Witness.class);
        service.setRef(this);
        DubboBootstrap bootstrap = DubboBootstrap.getInstance(model)
                .application(application)
                .registry(new RegistryConfig(RegistryConfig.NO_AVAILABLE))
                .service(service);
        for (String protocol : new String[] {"dubbo", "tri"}) {
            ports.put(protocol, FreePort.choose());
            bootstrap.protocol(new ProtocolConfig(protocol, port(protocol)));
        }
        bootstrap.start();
    }

    private Witness reference(String url) {
        ReferenceConfig<Witness> reference = new ReferenceConfig<>(model.newModule());
        reference.setInterface(Witness.class);
        reference.setUrl(url);
        reference.setScope("remote");
        reference.setTimeout(10_000);
        return reference.get();
    }
}
