package io.github.dubbogray.it.lab;

import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.jspecify.annotations.Nullable;

/**
 * What a provider of the tests is to be, and the Dubbo application that it is: that of its process, with everything from {@code
 * -D}, or one of several in a process, with what it was told. It names no class of the library, so it serves without it too.
 */
final class ProviderSettings {

    private final ApplicationModel application;
    private final Function<String, @Nullable String> properties;

    private ProviderSettings(ApplicationModel application, Function<String, @Nullable String> properties) {
        this.application = application;
        this.properties = properties;
    }

    /** Returns those of a provider that has its process for itself. */
    static ProviderSettings ofThisProcess() {
        return new ProviderSettings(ApplicationModel.defaultModel(), System::getProperty);
    }

    /** Returns those of one among several: a Dubbo of its own, to which the properties are as if from {@code dubbo.properties}. */
    static ProviderSettings of(Properties properties) {
        Map<String, String> all = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
        ApplicationModel application = new FrameworkModel().newApplication();
        application.modelEnvironment().updateAppConfigMap(all);
        return new ProviderSettings(application, all::get);
    }

    /** Returns Dubbo's model of the application. */
    ApplicationModel application() {
        return application;
    }

    /**
     * Returns what a property says.
     *
     * @throws IllegalArgumentException if it is missing
     */
    String text(String property) {
        String value = properties.apply(property);
        if (value == null) {
            throw new IllegalArgumentException("the property " + property + " is missing");
        }
        return value;
    }

    /** The same as a number. */
    int number(String property) {
        return Integer.parseInt(text(property));
    }

    /** Returns whether a property is there. */
    boolean has(String property) {
        return properties.apply(property) != null;
    }

    /** Returns whether a property is there and says {@code true}. */
    boolean is(String property) {
        return Boolean.parseBoolean(properties.apply(property));
    }

    /** Returns what starts the application, named and with its registry. */
    DubboBootstrap bootstrap() {
        ApplicationConfig config = new ApplicationConfig(text("probe.application"));
        config.setQosEnable(false);
        return DubboBootstrap.getInstance(application)
                .application(config)
                .registry(new RegistryConfig(text("probe.registry")));
    }

    /** Returns the protocol that it serves, on the port it is registered with. */
    ProtocolConfig protocol() {
        return new ProtocolConfig(text("probe.protocol"), number("probe.port"));
    }

    /** Returns a service of the application. */
    <T> ServiceConfig<T> service(Class<T> type, T implementation) {
        ServiceConfig<T> service = new ServiceConfig<>(application.getDefaultModule());
        service.setInterface(type);
        service.setRef(implementation);
        return service;
    }

    /** Returns a reference of the application to a service that need not be there yet. */
    <T> ReferenceConfig<T> reference(Class<T> type) {
        ReferenceConfig<T> reference = new ReferenceConfig<>(application.getDefaultModule());
        reference.setInterface(type);
        reference.setCheck(false);
        reference.setTimeout(5_000);
        return reference;
    }

    /** Keeps this process until it is stopped. */
    void keep() {
        DubboBootstrap.getInstance(application).await();
    }

    /** Ends the application, and none beside it. */
    void end() {
        application.getFrameworkModel().destroy();
    }
}
