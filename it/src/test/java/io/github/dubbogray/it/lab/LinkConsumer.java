package io.github.dubbogray.it.lab;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.MethodConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.apache.dubbo.rpc.service.GenericService;

/** A Dubbo application that calls {@link LinkService}, in this JVM, by its interface and without it. */
public record LinkConsumer(FrameworkModel framework, LinkService service, GenericService generic)
        implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int HASTY_MILLIS = 200;

    /** Starts a consumer in a lab's registry. */
    public static LinkConsumer start(String name, Lab lab) {
        FrameworkModel framework = new FrameworkModel();
        ApplicationModel application = framework.newApplication();
        application
                .modelEnvironment()
                .updateAppConfigMap(new HashMap<>(Map.of(
                        "dubbo.application.service-discovery.migration",
                        "FORCE_APPLICATION",
                        "dubbo.gray.last-good.dir",
                        lab.fleet()
                                .folder()
                                .resolve(lab.namespace() + "-" + name)
                                .toString())));
        ApplicationConfig config = new ApplicationConfig(name);
        config.setQosEnable(false);
        ReferenceConfig<LinkService> typed = reference(application);
        typed.setMethods(List.of(hasty("late", 0), hasty("lateOnce", 2), oneWay()));
        ReferenceConfig<GenericService> generic = reference(application);
        generic.setGeneric("true");
        DubboBootstrap.getInstance(application)
                .application(config)
                .registry(new RegistryConfig(lab.registry()))
                .reference(typed)
                .reference(generic)
                .start();
        return new LinkConsumer(framework, typed.get(), generic.get());
    }

    @Override
    public void close() {
        framework.destroy();
    }

    private static <T> ReferenceConfig<T> reference(ApplicationModel application) {
        ReferenceConfig<T> reference = new ReferenceConfig<>(application.newModule());
        reference.setInterface(LinkService.class);
        reference.setCheck(false);
        reference.setTimeout(TIMEOUT_MILLIS);
        return reference;
    }

    private static MethodConfig hasty(String name, int retries) {
        MethodConfig method = new MethodConfig();
        method.setName(name);
        method.setTimeout(HASTY_MILLIS);
        method.setRetries(retries);
        return method;
    }

    private static MethodConfig oneWay() {
        MethodConfig method = new MethodConfig();
        method.setName("oneWay");
        method.setReturn(false);
        return method;
    }
}
