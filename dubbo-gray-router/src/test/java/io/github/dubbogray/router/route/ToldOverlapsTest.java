package io.github.dubbogray.router.route;

import static io.github.dubbogray.router.testing.TestDocuments.DATA_ID;
import static io.github.dubbogray.router.testing.TestDocuments.PROVIDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.TestApplication;
import io.github.dubbogray.router.testing.Echo;
import io.github.dubbogray.router.testing.FakeInvoker;
import io.github.dubbogray.testing.CapturedLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.router.state.BitList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("P2: instances that are stable and gray by their labels are told, once for each revision and lane")
class ToldOverlapsTest {

    private static final String TOLD = "are in stable by their labels and in lane";

    private final FakeInvoker plain = FakeInvoker.of(PROVIDER, Map.of("version", "v1"));
    private final List<Invoker<Echo>> overlapping = Stream.generate(
                    () -> FakeInvoker.of(PROVIDER, Map.of("version", "v1", "env", "gray")))
            .limit(5)
            .collect(Collectors.toList());

    @TempDir
    private Path directory;

    private TestApplication application;

    @BeforeEach
    void start() {
        application = TestApplication.in(directory).withConfigCentre();
    }

    @AfterEach
    void destroy() {
        application.close();
    }

    @Test
    void routersAndPushes_tellOnce() {
        application.configuration().holding(DATA_ID, document(""));
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 4; i++) {
                GrayRouter<Echo> router = router();
                router.notify(new BitList<>(all()));
                router.notify(new BitList<>(all()));
            }

            String named = overlapping.stream()
                    .limit(3)
                    .map(invoker -> invoker.getUrl().getAddress())
                    .collect(Collectors.joining(", "));
            assertThat(log.linesWith(TOLD)).isEqualTo(1);
            assertThat(log.text())
                    .contains("5 instance(s) " + TOLD + " canary (" + named + ", …); "
                            + "they count as gray only, so requests without a tag do not reach them");
        }
    }

    @Test
    void newRevision_tellsAgainAndWhatItMeansNow() {
        application.configuration().holding(DATA_ID, document(""));
        try (CapturedLog log = new CapturedLog()) {
            GrayRouter<Echo> router = router();
            router.notify(new BitList<>(all()));
            application.configuration().push(DATA_ID, document(", includeGray: true"));

            assertThat(log.linesWith(TOLD)).isEqualTo(2);
            assertThat(log.linesWith(
                            "as the document says lanes.stable.includeGray: true, they get requests without a tag"))
                    .isEqualTo(1);
        }
    }

    @Test
    void noSuchInstance_tellsNothing() {
        application.configuration().holding(DATA_ID, document(""));
        try (CapturedLog log = new CapturedLog()) {
            router().notify(new BitList<>(List.of(plain)));

            assertThat(log.linesWith(TOLD)).isZero();
        }
    }

    private List<Invoker<Echo>> all() {
        List<Invoker<Echo>> all = new ArrayList<>(List.of(plain));
        all.addAll(overlapping);
        return all;
    }

    private GrayRouter<Echo> router() {
        return new GrayRouter<>(application.reference(), application.gray());
    }

    private static String document(String more) {
        return """
                apiVersion: dubbo-gray/v1
                application: demo-provider
                lanes:
                  stable: { labels: { version: v1 }%s }
                  canary: { labels: { env: gray } }
                """.formatted(more);
    }
}
