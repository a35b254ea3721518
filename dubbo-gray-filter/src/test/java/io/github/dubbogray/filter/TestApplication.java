package io.github.dubbogray.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.route.GrayRouterFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.ServiceConfigURL;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.StateRouter;
import org.apache.dubbo.rpc.cluster.router.state.TailStateRouter;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;

/** A real application in a Dubbo of its own, without a config centre; destroyed when closed. */
public final class TestApplication implements AutoCloseable {

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel model = framework.newApplication();

    private TestApplication(Map<String, String> properties) {
        model.getApplicationConfigManager().setApplication(new ApplicationConfig("demo-consumer"));
        model.modelEnvironment().setAppConfigMap(new HashMap<>(properties));
    }

    public static TestApplication active() {
        return with(Map.of());
    }

    public static TestApplication with(Map<String, String> properties) {
        return new TestApplication(properties);
    }

    public static TestApplication switchedOff() {
        return with(Map.of("dubbo.gray.enabled", "false"));
    }

    /** Returns one with a property besides. */
    public static TestApplication with(String property, String value) {
        return new TestApplication(Map.of(property, value));
    }

    public ApplicationModel model() {
        return model;
    }

    public GrayApplication gray() {
        return GrayApplication.of(model);
    }

    public long droppedTags() {
        return gray().meters().value(Meter.TAGS_DROPPED);
    }

    /** Returns the URL of a reference to {@link Echo} in this application. */
    public URL reference() {
        return new ServiceConfigURL("consumer", "127.0.0.1", 0, Echo.class.getName())
                .addParameter("application", "demo-consumer")
                .addParameter("interface", Echo.class.getName())
                .addParameter("side", "consumer")
                .setScopeModel(model.getDefaultModule());
    }

    /** Has the real router place a call on the only instance of its service, and fails unless it is placed there. */
    public void route(RpcInvocation call, URL instance) {
        BitList<Invoker<Echo>> instances = new BitList<>(List.of(new FakeInvoker(instance, any -> {})));
        StateRouter<Echo> router = new GrayRouterFactory().getRouter(Echo.class, reference());
        router.setNextRouter(TailStateRouter.getInstance());
        router.notify(instances);
        assertThat(router.route(instances, reference(), call, false, null)).hasSize(1);
    }

    public static RpcInvocation call() {
        return new RpcInvocation(
                null, "echo", Echo.class.getName(), "", new Class<?>[] {String.class}, new Object[] {"text"});
    }

    @Override
    public void close() {
        framework.destroy();
    }
}
