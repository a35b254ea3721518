package io.github.dubbogray.router;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.github.dubbogray.router.registry.FakeNamingClient;
import io.github.dubbogray.router.settings.Surroundings;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeDynamicConfiguration;
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
public final class TestApplication implements AutoCloseable {

    public static final String NAME = "demo-consumer";

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel model = framework.newApplication();
    private final FakeDynamicConfiguration configuration = new FakeDynamicConfiguration();

    private TestApplication(Map<String, String> properties) {
        model.getApplicationConfigManager().setApplication(new ApplicationConfig(NAME));
        model.modelEnvironment().setAppConfigMap(new HashMap<>(properties));
    }

    /** Returns an application that has no config centre and keeps its last good documents in a directory. */
    public static TestApplication in(Path directory) {
        return in(directory, Map.of());
    }

    public static TestApplication in(Path directory, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("dubbo.gray.last-good.dir", directory.toString());
        return new TestApplication(all);
    }

    public TestApplication withConfigCentre() {
        model.modelEnvironment().setDynamicConfiguration(configuration);
        return this;
    }

    /** Gives the application a Nacos as its registry, and a naming client that knows it. */
    public TestApplication withRegistry(FakeNamingClient naming) {
        return withRegistry(naming, Surroundings.ofSystem());
    }

    /** The same in surroundings of the test's choice. */
    public TestApplication withRegistry(FakeNamingClient naming, Surroundings surroundings) {
        Registry registry = mock(Registry.class);
        when(registry.getUrl()).thenReturn(URL.valueOf("nacos://127.0.0.1:8848"));
        return withRegistry(registry, naming, surroundings);
    }

    /** Gives the application a registry, and a naming client that knows it. */
    public TestApplication withRegistry(Registry registry, FakeNamingClient naming) {
        return withRegistry(registry, naming, Surroundings.ofSystem());
    }

    private TestApplication withRegistry(Registry registry, FakeNamingClient naming, Surroundings surroundings) {
        RegistryManager.getInstance(model).putRegistry("test", registry);
        model.getBeanFactory().registerBean(new GrayApplication(model, surroundings, naming::connect));
        return this;
    }

    public ApplicationModel model() {
        return model;
    }

    public GrayApplication gray() {
        return GrayApplication.of(model);
    }

    public FakeDynamicConfiguration configuration() {
        return configuration;
    }

    /** Returns the URL of a reference to {@link Echo} in this application. */
    public URL reference() {
        return new ServiceConfigURL("consumer", "127.0.0.1", 0, Echo.class.getName())
                .addParameter("application", NAME)
                .addParameter("interface", Echo.class.getName())
                .addParameter("side", "consumer")
                .setScopeModel(model.getDefaultModule());
    }

    public static RpcInvocation call(String method) {
        return new RpcInvocation(
                null, method, Echo.class.getName(), "", new Class<?>[] {String.class}, new Object[] {"text"});
    }

    @Override
    public void close() {
        framework.destroy();
    }
}
