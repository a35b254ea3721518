package io.github.dubbogray.filter;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.meter.Meter;
import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.ServiceConfigURL;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.rpc.RpcInvocation;
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

    public static RpcInvocation call() {
        return new RpcInvocation(
                null, "echo", Echo.class.getName(), "", new Class<?>[] {String.class}, new Object[] {"text"});
    }

    @Override
    public void close() {
        framework.destroy();
    }
}
