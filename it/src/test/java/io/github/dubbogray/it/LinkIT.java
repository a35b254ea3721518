package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Discovery;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.LeakReport;
import io.github.dubbogray.it.lab.LeakReports;
import io.github.dubbogray.it.lab.LinkConsumer;
import io.github.dubbogray.it.lab.LinkProvider;
import io.github.dubbogray.it.lab.LinkStorm;
import io.github.dubbogray.it.lab.Size;
import java.util.HashMap;
import java.util.Map;
import org.apache.dubbo.rpc.RpcContext;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of every kind at once over two hops: consumer, front (stable only), backend (with a gray instance). */
@ExtendWith(FleetExtension.class)
class LinkIT {

    private static final int CALLS = Size.of(2_500, 10_000);

    @ParameterizedTest
    @ValueSource(strings = {"dubbo", "tri"})
    @DisplayName(
            "R3, R5: thousands of mixed calls over shared threads, some of which fail, lose no tag and leave none; "
                    + "a response names every hop with lane and version, in the order in which they were called; "
                    + "and this library leaves no buffer of Netty unreleased")
    void mixedCalls_loseNoTagAndLeaveNone(String protocol, Fleet fleet) throws Exception {
        try (LeakReports reports = LeakReports.ofThisProcess();
                Lab lab = chain(fleet, protocol);
                LinkConsumer consumer = LinkConsumer.start("link", lab);
                LinkStorm storm = new LinkStorm(consumer, streams(protocol))) {
            assertThat(servedBy(consumer, "canary"))
                    .isEqualTo("front;lane=stable;version=v1, backend;lane=canary;version=v2");
            assertThat(servedBy(consumer, "stable"))
                    .isEqualTo("front;lane=stable;version=v1, backend;lane=stable;version=v1");

            assertThat(storm.make(CALLS)).isEmpty();
            await().untilAsserted(() -> assertThat(storm.missingOneWayCalls()).isEmpty());
            assertThat(storm.leaks()).isEmpty();
            assertThat(consumer.service().leaks()).isEmpty();
            assertThat(reports.await(lab.processes(), () -> callAll(consumer)))
                    .filteredOn(LeakReport::isOurs)
                    .isEmpty();
        }
    }

    private static LinkStorm.Streams streams(String protocol) {
        return protocol.equals("tri") ? LinkStorm.Streams.BOTH_WAYS : LinkStorm.Streams.NONE;
    }

    /** Every process serves a call or makes one. */
    private static void callAll(LinkConsumer consumer) throws Exception {
        servedBy(consumer, "canary");
        servedBy(consumer, "stable");
    }

    private static String servedBy(LinkConsumer consumer, String tag) throws Exception {
        return GrayContext.call(tag, () -> {
            consumer.service().sync("call");
            return RpcContext.getClientResponseContext().getAttachment("x-gray-served-by");
        });
    }

    private static Lab chain(Fleet fleet, String protocol) {
        Lab lab = Lab.open(fleet, protocol, Discovery.APPLICATION);
        Map<String, String> backend = new HashMap<>(LeakReports.WATCHED);
        backend.put("probe.backend", "true");
        lab.alone("backend", "backend-v1", "version=v1", backend);
        lab.alone("backend", "backend-v2", "version=v2,env=gray", backend);
        lab.publish("backend", """
                apiVersion: dubbo-gray/v1
                application: backend
                lanes:
                  canary: { labels: { version: v2 } }
                """);
        lab.alone(LinkProvider.class, "front", "front", "version=v1", LeakReports.WATCHED);
        return lab;
    }
}
