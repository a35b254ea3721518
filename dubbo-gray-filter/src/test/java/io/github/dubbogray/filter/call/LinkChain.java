package io.github.dubbogray.filter.call;

import io.github.dubbogray.testing.FreePort;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ArgumentConfig;
import org.apache.dubbo.config.MethodConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Protocol;
import org.apache.dubbo.rpc.ProxyFactory;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.apache.dubbo.rpc.model.ModuleModel;

/**
 * Real Dubbo applications of this JVM, each with models of its own, that call each other over sockets: the consumer calls
 * front, front calls back. Closed as a whole.
 */
final class LinkChain implements AutoCloseable {

    private static final int THREADS = 2;

    private final Map<String, String> properties;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    private final ApplicationModel consumer;
    private final String frontUrl;

    private LinkChain(String frontProtocol, String backProtocol, Map<String, String> properties) {
        this.properties = properties;
        LinkServer front = new LinkServer(pool);
        ApplicationModel frontModel = application("front");
        String backUrl = serve(application("back"), backProtocol, new LinkServer(pool));
        frontUrl = serve(frontModel, frontProtocol, front);
        front.callOn(
                LinkChain.<LinkService>reference(frontModel, backUrl, any -> {}).get());
        consumer = application("consumer");
    }

    /** Starts a chain whose applications speak these protocols. */
    static LinkChain of(String frontProtocol, String backProtocol, Map<String, String> properties) {
        return new LinkChain(frontProtocol, backProtocol, properties);
    }

    /** Returns front as the consumer sees it, by a reference of its own. */
    LinkService front(Consumer<ReferenceConfig<LinkService>> settings) {
        return reference(consumer, frontUrl, settings).get();
    }

    /** Returns a reference of the consumer to front that was not yet made. */
    <T> ReferenceConfig<T> reference(Consumer<ReferenceConfig<T>> settings) {
        return reference(consumer, frontUrl, settings);
    }

    /**
     * Returns front with a method that calls back. Without a registry that tells the consumer so, only Dubbo's protocol
     * itself can be told; it stands behind the cluster, so the caller sets the tag as an attachment.
     */
    LinkService frontThatCallsBack() {
        ReferenceConfig<LinkService> reference = reference(consumer, frontUrl, any -> {});
        reference.get();
        ModuleModel module = reference.getScopeModel();
        URL url = URL.valueOf(
                        frontUrl + "/" + LinkService.class.getName() + "?methods=callBack&callBack.1.callback=true"
                                + "&application=consumer&timeout=10000&interface=" + LinkService.class.getName())
                .setScopeModel(module)
                .setServiceModel(
                        module.getServiceRepository().getReferredServices().get(0));
        Invoker<LinkService> invoker =
                module.getExtensionLoader(Protocol.class).getAdaptiveExtension().refer(LinkService.class, url);
        return module.getExtensionLoader(ProxyFactory.class)
                .getAdaptiveExtension()
                .getProxy(invoker);
    }

    /** Returns the setting of the method that calls back. */
    private static MethodConfig callBack() {
        ArgumentConfig callback = new ArgumentConfig();
        callback.setIndex(1);
        callback.setCallback(true);
        MethodConfig method = new MethodConfig();
        method.setName("callBack");
        method.setArguments(List.of(callback));
        return method;
    }

    /** Returns what each thread of the providers' own pool has. */
    List<String> tagsOfThePool() throws Exception {
        CyclicBarrier together = new CyclicBarrier(THREADS);
        Callable<String> look = () -> {
            together.await(10, TimeUnit.SECONDS); // or one thread would look twice
            return LinkServer.here();
        };
        List<String> seen = new ArrayList<>();
        for (Future<String> thread : pool.invokeAll(Collections.nCopies(THREADS, look))) {
            seen.add(thread.get());
        }
        return seen;
    }

    @Override
    public void close() throws Exception {
        pool.shutdownNow();
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }

    private ApplicationModel application(String name) {
        FrameworkModel framework = new FrameworkModel();
        started.push(framework::destroy);
        ApplicationModel model = framework.newApplication();
        Map<String, String> all = new HashMap<>(properties);
        all.put("dubbo.service.shutdown.wait", "200"); // milliseconds; by default 10 seconds for calls in flight
        model.modelEnvironment().updateAppConfigMap(all);
        ApplicationConfig config = new ApplicationConfig(name);
        config.setQosEnable(false);
        model.getApplicationConfigManager().setApplication(config);
        model.getApplicationConfigManager().addRegistry(new RegistryConfig(RegistryConfig.NO_AVAILABLE));
        return model;
    }

    /** Returns the URL of the service. */
    private static String serve(ApplicationModel model, String protocol, LinkService implementation) {
        int port = FreePort.find();
        ServiceConfig<LinkService> service = new ServiceConfig<>(model.newModule());
        service.setInterface(LinkService.class);
        service.setRef(implementation);
        service.setScope("remote");
        service.setMethods(List.of(callBack()));
        ProtocolConfig speaks = new ProtocolConfig(protocol, port);
        DubboBootstrap.getInstance(model).protocol(speaks).service(service).start();
        return protocol + "://127.0.0.1:" + port;
    }

    private static <T> ReferenceConfig<T> reference(
            ApplicationModel model, String url, Consumer<ReferenceConfig<T>> settings) {
        ReferenceConfig<T> reference = new ReferenceConfig<>(model.newModule());
        reference.setInterface(LinkService.class);
        reference.setUrl(url);
        reference.setScope("remote");
        reference.setTimeout(10_000);
        settings.accept(reference);
        return reference;
    }
}
