package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.CacheableStateRouterFactory;
import org.apache.dubbo.rpc.cluster.router.state.StateRouter;
import org.apache.dubbo.rpc.cluster.router.state.StateRouterFactory;
import org.apache.dubbo.rpc.cluster.router.state.TailStateRouter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrayRouterFactoryTest {

    @TempDir
    private Path directory;

    private TestApplication application;

    @BeforeEach
    void start() {
        application = TestApplication.in(directory);
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    @Test
    void chainOfAReference_hasOursBeforeTheRoutersThatChainsShare() {
        List<StateRouterFactory> factories = application
                .model()
                .getDefaultModule()
                .getExtensionLoader(StateRouterFactory.class)
                .getActivateExtension(application.reference(), "router");

        List<StateRouterFactory> upToOurs = factories.stream()
                .takeWhile(factory -> !(factory instanceof GrayRouterFactory))
                .toList();

        assertThat(factories)
                .hasAtLeastOneElementOfType(GrayRouterFactory.class)
                .hasAtLeastOneElementOfType(CacheableStateRouterFactory.class);
        assertThat(upToOurs).doesNotHaveAnyElementsOfTypes(CacheableStateRouterFactory.class);
    }

    @Test
    void order_is50AndEveryChainHasItsOwn() {
        assertThat(GrayRouterFactory.class.getAnnotation(Activate.class).order())
                .isEqualTo(50);
        assertThat(new GrayRouterFactory()).isNotInstanceOf(CacheableStateRouterFactory.class);
    }

    @Test
    void everyChain_getsARouterOfItsOwn() {
        GrayRouterFactory factory = new GrayRouterFactory();

        assertThat(factory.getRouter(Echo.class, application.reference()))
                .isInstanceOf(GrayRouter.class)
                .isNotSameAs(factory.getRouter(Echo.class, application.reference()));
    }

    @Test
    void router_belongsToTheApplicationOfTheReference() {
        StateRouter<Echo> router = new GrayRouterFactory().getRouter(Echo.class, application.reference());
        router.setNextRouter(TailStateRouter.getInstance());
        List<Invoker<Echo>> broken = List.of(FakeInvoker.broken(), FakeInvoker.of(PROVIDER, Map.of()));

        router.notify(new BitList<>(broken));

        assertThat(application.gray().meters().value(Meter.BUGS)).isEqualTo(1);
    }
}
