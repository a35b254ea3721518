package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import io.github.dubbogray.testing.CapturedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A label that letter case keeps from being the wanted one is told, once for each instance")
class ToldNearMissesTest {

    private final List<GrayEvent> heard = new ArrayList<>();

    @TempDir
    private Path directory;

    private TestApplication application;

    @BeforeEach
    void start() {
        application = TestApplication.in(directory).withConfigCentre();
        application.gray().listen(heard::add);
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    @Test
    void routersAndPushes_tellOnceForEachInstance() {
        FakeInvoker one = FakeInvoker.of(PROVIDER, Map.of("env", "Gray"));
        FakeInvoker other = FakeInvoker.of(PROVIDER, Map.of("env", "Gray"));
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 3; i++) {
                notified(one, FakeInvoker.of(PROVIDER, Map.of("env", "gray")), other);
            }

            GrayEvent.LabelMissed missed = missed(one, "env=Gray", "env=gray");
            assertThat(heard).containsExactly(missed, missed(other, "env=Gray", "env=gray"));
            assertThat(log.linesWith(missed.describe())).isEqualTo(1);
        }
    }

    @Test
    void documentThatComesLater_tellsOfWhatItsLanesWant() {
        FakeInvoker instance = FakeInvoker.of(PROVIDER, Map.of("version", "V2"));
        GrayRouter<Echo> router = notified(instance);
        assertThat(heard).isEmpty();

        application.configuration().push(DATA_ID, """
                apiVersion: dubbo-gray/v1
                application: demo-provider
                lanes:
                  canary: { labels: { version: v2 } }
                """);

        assertThat(heard).contains(missed(instance, "version=V2", "version=v2"));
        router.stop();
    }

    @Test
    @DisplayName("a registry in which every instance has such a label fills neither memory nor log")
    void manyOfThem_areToldUpToALimit() {
        FakeInvoker[] instances = IntStream.range(0, 1_200)
                .mapToObj(i -> FakeInvoker.of(PROVIDER, Map.of("Tag", "t" + i)))
                .toArray(FakeInvoker[]::new);

        notified(instances);
        notified(instances);
        notified(FakeInvoker.of(PROVIDER, Map.of("Tag", "late")));

        assertThat(heard).hasSize(1_000).hasOnlyElementsOfType(GrayEvent.LabelMissed.class);
    }

    private GrayRouter<Echo> notified(FakeInvoker... instances) {
        GrayRouter<Echo> router = new GrayRouter<>(application.reference(), application.gray());
        router.notify(new BitList<>(new ArrayList<Invoker<Echo>>(List.of(instances))));
        return router;
    }

    private static GrayEvent.LabelMissed missed(FakeInvoker instance, String label, String wanted) {
        return new GrayEvent.LabelMissed(PROVIDER, instance.getUrl().getAddress(), label, wanted);
    }
}
