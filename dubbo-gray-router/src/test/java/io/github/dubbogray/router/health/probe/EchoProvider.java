package io.github.dubbogray.router.health.probe;

import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.testing.FreePort;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.Invocation;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Protocol;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.apache.dubbo.rpc.model.ModuleModel;

/** A real provider of {@link Echo} behind a socket, with one worker thread, and a consumer of it; each in a Dubbo of its own. */
final class EchoProvider implements AutoCloseable {

    private final FrameworkModel provider = new FrameworkModel();
    private final FrameworkModel consumer = new FrameworkModel();
    private final int port = FreePort.find();
    private final ModuleModel module;
    private final URL url;
    private final Invoker<Echo> invoker;

    private EchoProvider(String protocol) {
        serve(protocol);
        ReferenceConfig<Echo> reference =
                new ReferenceConfig<>(application(consumer, "consumer").newModule());
        reference.setInterface(Echo.class);
        reference.setUrl(protocol + "://127.0.0.1:" + port);
        reference.setScope("remote");
        reference.get(); // for the model of the service
        module = reference.getScopeModel();
        url = URL.valueOf(protocol + "://127.0.0.1:" + port + "/" + Echo.class.getName()
                        + "?application=consumer&side=consumer&timeout=60000&interface=" + Echo.class.getName())
                .setScopeModel(module)
                .setServiceModel(
                        module.getServiceRepository().getReferredServices().get(0));
        invoker = refer();
    }

    static EchoProvider of(String protocol) {
        return new EchoProvider(protocol);
    }

    /** Returns the provider as a directory of the consumer holds it, behind the consumer's filters. */
    Invoker<Echo> invoker() {
        return invoker;
    }

    /** Shows every call that arrives to a guard. */
    void guard(Consumer<Invocation> guard) {
        Gate.guard(port, guard);
    }

    int port() {
        return port;
    }

    /** Returns the provider as a directory held it that has let it go. */
    Invoker<Echo> disconnected() {
        Invoker<Echo> other = refer();
        other.destroy();
        return other;
    }

    @Override
    public void close() {
        Gate.open(port);
        consumer.destroy();
        provider.destroy();
    }

    private void serve(String protocol) {
        ApplicationModel model = application(provider, "provider");
        ServiceConfig<Echo> service = new ServiceConfig<>(model.newModule());
        service.setInterface(Echo.class);
        service.setRef(text -> text);
        service.setScope("remote");
        ProtocolConfig speaks = new ProtocolConfig(protocol, port);
        speaks.setThreadpool("fixed");
        speaks.setThreads(1);
        speaks.setQueues(0);
        DubboBootstrap.getInstance(model).protocol(speaks).service(service).start();
    }

    private Invoker<Echo> refer() {
        return module.getExtensionLoader(Protocol.class).getAdaptiveExtension().refer(Echo.class, url);
    }

    private static ApplicationModel application(FrameworkModel framework, String name) {
        ApplicationModel model = framework.newApplication();
        model.modelEnvironment()
                .updateAppConfigMap(Map.of("dubbo.service.shutdown.wait", "200")); // by default 10 seconds
        ApplicationConfig config = new ApplicationConfig(name);
        config.setQosEnable(false);
        model.getApplicationConfigManager().setApplication(config);
        model.getApplicationConfigManager().addRegistry(new RegistryConfig(RegistryConfig.NO_AVAILABLE));
        return model;
    }
}
