package io.github.dubbogray.filter.outcome;

import io.github.dubbogray.core.health.count.Counts;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.PushedDocuments;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.testing.FreePort;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.Protocol;
import org.apache.dubbo.rpc.ProxyFactory;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.cluster.Cluster;
import org.apache.dubbo.rpc.cluster.directory.StaticDirectory;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.apache.dubbo.rpc.model.ModuleModel;

/**
 * Real Dubbo applications of this JVM over sockets: a consumer, and two providers of the application {@code shop}, of which
 * one is gray. A document in memory says how they are watched. Each {@link #shop} begins anew.
 */
public final class ShopSystem implements AutoCloseable {

    private static final String SHOP = "shop";

    public final ShopServer stable = new ShopServer("stable");
    public final ShopServer gray = new ShopServer("gray");
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final PushedDocuments documents = new PushedDocuments();
    private final String protocol;
    private final Consumer<ApplicationModel> prepare;
    private final int stablePort;
    private final int grayPort;
    private final ModuleModel module;

    public ShopSystem(String protocol, Path folder) {
        this(protocol, folder, model -> {});
    }

    /**
     * Starts the applications.
     *
     * @param prepare is given each application before anything of it starts
     */
    public ShopSystem(String protocol, Path folder, Consumer<ApplicationModel> prepare) {
        this.protocol = protocol;
        this.prepare = prepare;
        stablePort = serve(stable);
        grayPort = serve(gray);
        ApplicationModel consumer = application("web", Map.of("dubbo.gray.last-good.dir", folder.toString()));
        consumer.modelEnvironment().setDynamicConfiguration(documents);
        module = consumer.newModule();
        ReferenceConfig<Shop> config = new ReferenceConfig<>(module); // makes what Dubbo knows of the service
        config.setInterface(Shop.class);
        config.setUrl(protocol + "://127.0.0.1:" + stablePort);
        config.setScope("remote");
        config.get();
    }

    /** Returns the shop by a reference of its own, when both servers are well and nothing was counted. */
    public Shop shop(String document, Map<String, String> reference) {
        stable.behave();
        gray.behave();
        publish("");
        publish(document);
        return proxy(List.of(url(stablePort, "v1", reference), url(grayPort, "v2", reference)));
    }

    public void publish(String document) {
        documents.push(SHOP + ".gray-router", "apiVersion: dubbo-gray/v1\napplication: shop\n" + document);
    }

    public ApplicationModel model() {
        return module.getApplicationModel();
    }

    public GrayApplication application() {
        return GrayApplication.of(model());
    }

    /** Returns what was counted of the lane canary. */
    public Counts counts() {
        return application()
                .watches()
                .watch(SHOP)
                .lane("canary")
                .orElseThrow()
                .counts(application().surroundings().nanoTime().getAsLong());
    }

    public static void tag(String tag) {
        RpcContext.getClientAttachment().setAttachment(Tag.KEY, tag);
    }

    private Shop proxy(List<URL> urls) {
        List<Invoker<Shop>> invokers = new ArrayList<>();
        Protocol speaking = module.getExtensionLoader(Protocol.class).getAdaptiveExtension();
        for (URL url : urls) {
            invokers.add(speaking.refer(Shop.class, known(url)));
        }
        URL consumer = known(urls.get(0)
                .setProtocol("consumer")
                .removeParameter("remote.application")
                .removeParameter("gray.version"));
        StaticDirectory<Shop> directory = new StaticDirectory<>(consumer, invokers);
        directory.buildRouterChain();
        Invoker<Shop> cluster = Cluster.getCluster(module, consumer.getParameter("cluster", Cluster.DEFAULT), true)
                .join(directory, true);
        return module.getExtensionLoader(ProxyFactory.class)
                .getAdaptiveExtension()
                .getProxy(cluster);
    }

    private URL known(URL url) {
        return url.setScopeModel(module)
                .setServiceModel(
                        module.getServiceRepository().getReferredServices().get(0));
    }

    private URL url(int port, String version, Map<String, String> more) {
        return URL.valueOf(protocol + "://127.0.0.1:" + port + "/" + Shop.class.getName())
                .addParameter("interface", Shop.class.getName())
                .addParameter("application", "web")
                .addParameter("remote.application", SHOP)
                .addParameter("side", "consumer")
                .addParameter("timeout", 1_000)
                .addParameter("gray.version", version)
                .addParameters(more);
    }

    private int serve(Shop implementation) {
        int port = FreePort.find();
        ApplicationModel model = application(SHOP, Map.of());
        ServiceConfig<Shop> service = new ServiceConfig<>(model.newModule());
        service.setInterface(Shop.class);
        service.setRef(implementation);
        service.setScope("remote");
        DubboBootstrap.getInstance(model)
                .protocol(new ProtocolConfig(protocol, port))
                .service(service)
                .start();
        return port;
    }

    private ApplicationModel application(String name, Map<String, String> properties) {
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
        prepare.accept(model);
        return model;
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
