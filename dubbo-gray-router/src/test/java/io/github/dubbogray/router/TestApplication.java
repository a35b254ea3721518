package io.github.dubbogray.router;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.ServiceConfigURL;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.registry.Registry;
import org.apache.dubbo.registry.support.RegistryManager;
import org.apache.dubbo.rpc.RpcInvocation;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;

/** A real application in a Dubbo of its own, with properties of its own; destroyed when closed. */
final class TestApplication implements AutoCloseable {

    static final String NAME = "demo-consumer";

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel model = framework.newApplication();
    private final FakeDynamicConfiguration configuration = new FakeDynamicConfiguration();

    private TestApplication(Map<String, String> properties) {
        model.getApplicationConfigManager().setApplication(new ApplicationConfig(NAME));
        model.modelEnvironment().setAppConfigMap(new HashMap<>(properties));
    }

    /** Returns an application that has no config centre and keeps its last good documents in a directory. */
    static TestApplication in(Path directory) {
        return in(directory, Map.of());
    }

    static TestApplication in(Path directory, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put(GraySettings.LAST_GOOD_DIRECTORY, directory.toString());
        return new TestApplication(all);
    }

    TestApplication withConfigCentre() {
        model.modelEnvironment().setDynamicConfiguration(configuration);
        return this;
    }

    /** Gives the application a Nacos as its registry, and a naming client that knows it. */
    TestApplication withRegistry(FakeNamingClient naming) {
        Registry registry = mock(Registry.class);
        when(registry.getUrl()).thenReturn(URL.valueOf("nacos://127.0.0.1:8848"));
        RegistryManager.getInstance(model).putRegistry("test", registry);
        model.getBeanFactory().registerBean(new GrayApplication(model, naming::connect));
        return this;
    }

    ApplicationModel model() {
        return model;
    }

    GrayApplication gray() {
        return GrayApplication.of(model);
    }

    FakeDynamicConfiguration configuration() {
        return configuration;
    }

    /** Returns the URL of a reference to {@link Echo} in this application. */
    URL reference() {
        return new ServiceConfigURL("consumer", "127.0.0.1", 0, Echo.class.getName())
                .addParameter("application", NAME)
                .addParameter("interface", Echo.class.getName())
                .addParameter("side", "consumer")
                .setScopeModel(model.getDefaultModule());
    }

    static RpcInvocation call(String method) {
        return new RpcInvocation(
                null, method, Echo.class.getName(), "", new Class<?>[] {String.class}, new Object[] {"text"});
    }

    @Override
    public void close() {
        framework.destroy();
    }
}
