package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dubbogray.core.explain.Explanation;
import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.explain.Question;
import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.apache.dubbo.rpc.cluster.router.state.StateRouter;
import org.apache.dubbo.rpc.cluster.router.state.TailStateRouter;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutedReferenceTest {

    @TempDir
    private Path directory;

    private TestApplication application;
    private final FakeInvoker stable = FakeInvoker.of(PROVIDER, Map.of("version", "v1"));
    private final FakeInvoker gray = FakeInvoker.of(PROVIDER, Map.of("tag", "canary"));

    @BeforeEach
    void start() {
        application = TestApplication.in(directory);
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    private StateRouter<Echo> router(URL reference, FakeInvoker... invokers) {
        StateRouter<Echo> router = new GrayRouterFactory().getRouter(Echo.class, reference);
        router.setNextRouter(TailStateRouter.getInstance());
        router.notify(new BitList<>(List.<Invoker<Echo>>of(invokers)));
        return router;
    }

    private List<RoutedReference> seen() {
        return RoutedReference.of(application.model());
    }

    private static List<String> addresses(RoutedReference reference) {
        return reference.instances().stream().map(RoutedInstance::address).toList();
    }

    @Test
    void applicationWithoutReferences_hasNoneAndDoesNotBegin() {
        assertThat(seen()).isEmpty();
        FrameworkModel framework = new FrameworkModel();
        try {
            ApplicationModel unused = framework.newApplication();
            assertThat(RoutedReference.of(unused)).isEmpty();
            assertThat(unused.getBeanFactory().getBean(References.class)).isNull();
        } finally {
            framework.destroy();
        }
    }

    @Test
    void reference_isAsItsCallsSeeIt() {
        router(application.reference(), stable, gray);
        gray.loseConnection();

        assertThat(seen()).singleElement().satisfies(reference -> {
            assertThat(reference.service()).isEqualTo(Echo.class.getName());
            assertThat(reference.serviceInterface()).isEqualTo(Echo.class.getName());
            assertThat(reference.host()).isEqualTo("127.0.0.1");
            assertThat(reference.instances())
                    .extracting(RoutedInstance::address, RoutedInstance::isReachable, RoutedInstance::weight)
                    .containsExactly(
                            tuple(stable.getUrl().getAddress(), true, 1.0),
                            tuple(gray.getUrl().getAddress(), false, 1.0));
        });
    }

    @Test
    @DisplayName("Dubbo gives a reference two routers and more, told of the same list: it is one")
    void routersOfTheSameInstances_areOne() {
        router(application.reference(), stable, gray);
        router(application.reference(), gray, stable);

        assertThat(seen()).hasSize(1);
    }

    @Test
    @DisplayName("lists of several registries are told apart, the longest first, and none hides another")
    void routersOfOtherInstances_areEachThere() {
        FakeInvoker elsewhere = FakeInvoker.of(PROVIDER, Map.of());
        router(application.reference(), elsewhere);
        router(application.reference(), stable, gray);
        router(application.reference().addParameter("group", "g").addParameter("version", "1"), stable);

        assertThat(seen())
                .extracting(RoutedReferenceTest::addresses)
                .containsExactly(
                        List.of(stable.getUrl().getAddress()),
                        List.of(stable.getUrl().getAddress(), gray.getUrl().getAddress()),
                        List.of(elsewhere.getUrl().getAddress()));
        assertThat(seen().get(0).service()).isEqualTo("g/" + Echo.class.getName() + ":1");
    }

    @Test
    void stoppedRouter_isGone() {
        StateRouter<Echo> router = router(application.reference(), stable);
        router.stop();

        assertThat(seen()).isEmpty();
    }

    @Test
    void explanation_isThatOfTheCall() {
        router(application.reference(), stable, gray);
        Explanation explanation =
                seen().get(0).explain(new Question(new HypotheticalRequest(Map.of("method", "echo")), "canary", 0));

        assertThat(explanation.instances())
                .singleElement()
                .satisfies(instance ->
                        assertThat(instance.name()).isEqualTo(gray.getUrl().getAddress()));
        assertThat(application.gray().meters().toString()).isEmpty();
    }
}
