package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.benchmarks.fixture.Greeter;
import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.model.FrameworkModel;

/** A consumer as plain Dubbo makes it. It names no class of the library. */
final class Reference implements AutoCloseable {

    private final FrameworkModel framework = new FrameworkModel();
    private final Greeter greeter;

    /**
     * Starts a consumer.
     *
     * @param registry the registry's address with all parameters
     * @param properties as if from {@code dubbo.properties}
     */
    Reference(String registry, Map<String, String> properties) {
        var application = framework.newApplication();
        application.modelEnvironment().updateAppConfigMap(new HashMap<>(properties));
        ApplicationConfig config = new ApplicationConfig("live-caller");
        config.setQosEnable(false);
        ReferenceConfig<Greeter> reference = new ReferenceConfig<>(application.newModule());
        reference.setInterface(Greeter.class);
        reference.setCheck(false);
        reference.setTimeout(5_000);
        DubboBootstrap.getInstance(application)
                .application(config)
                .registry(new RegistryConfig(registry))
                .reference(reference)
                .start();
        greeter = reference.get();
    }

    /** Calls once and returns who answered. */
    String call() {
        return greeter.greet("benchmark");
    }

    @Override
    public void close() {
        framework.destroy();
    }
}
