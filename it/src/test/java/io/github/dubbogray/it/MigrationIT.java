package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeAnswer;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.nacos.ConfigId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.dubbo.rpc.RpcException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The way from Dubbo's tags to documents, as {@code docs/migrate-from-dubbo-tags.md} shows it: its rule, its documents and
 * its tables, with a consumer of each step beside the others.
 */
@ExtendWith(FleetExtension.class)
class MigrationIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int CALLS = 12;

    private final DubboTagsPage page = DubboTagsPage.read();

    @Test
    @DisplayName(
            "R3: calls with dubbo.tag reach the same instances under Dubbo's tag router, under both, and under the "
                    + "document alone, which carries the lane to the second hop")
    void oldCallers_reachTheSameInstancesInEveryStep(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.together(List.of(
                    () -> lab.provider("stock", "stock-a", "version=v1", backend()),
                    () -> lab.provider("orders", "a", "version=v1", Map.of("probe.relays", "true"))));
            List<Lab.Instance> gray = lab.together(List.of(
                    () -> lab.provider(
                            "orders",
                            "b",
                            "version=v2,env=gray",
                            Map.of("probe.relays", "true", "dubbo.provider.tag", "gray")),
                    () -> lab.provider("orders", "c", "version=v3,env=gray", Map.of()),
                    () -> lab.provider(
                            "stock", "stock-b", "version=v2,env=gray", backend("dubbo.provider.tag", "gray"))));
            Lab.Instance b = gray.get(0);
            Lab.Instance c = gray.get(1);
            lab.admin().publishConfig(new ConfigId("orders.tag-router", "dubbo"), page.tagRule(addressOf(c)));
            ProbeConsumer before = lab.consumer("before", Map.of("dubbo.gray.enabled", "false"));
            assertThat(relay(before)).containsExactly("b", "stock-a");

            lab.publish(
                    "orders", page.document("orders").replace("lanes:\n  gray: {", "lanes:\n  gray: { carry: false,"));
            lab.publish("stock", page.document("stock"));
            ProbeConsumer both = lab.consumer("both");
            ProbeConsumer after = lab.consumer("after", Map.of("dubbo.consumer.router", "-tag"));
            assertThat(relay(both)).containsExactly("b", "stock-a");
            assertServed(before, "", row -> true, DubboTagsPage.Row::dubbo);
            assertServed(both, "", DubboTagsPage.Row::isOfAnOldCaller, DubboTagsPage.Row::dubbo);
            assertServed(after, "", row -> true, DubboTagsPage.Row::gray);

            b.end();
            assertServed(before, "b", row -> true, DubboTagsPage.Row::dubbo);
            assertServed(both, "b", DubboTagsPage.Row::isOfAnOldCaller, DubboTagsPage.Row::dubbo);
            assertServed(after, "b", row -> true, DubboTagsPage.Row::gray);

            lab.provider(
                    "orders",
                    "b",
                    "version=v2,env=gray",
                    Map.of("probe.relays", "true", "dubbo.provider.tag", "gray", "dubbo.consumer.router", "-tag"));
            lab.publish("orders", page.document("orders"));
            await("the lane is carried")
                    .atMost(LIMIT)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(relay(after)).containsExactly("b", "stock-b"));
        }
    }

    private void assertServed(
            ProbeConsumer consumer,
            String stopped,
            Predicate<DubboTagsPage.Row> rows,
            Function<DubboTagsPage.Row, String> expected) {
        List<DubboTagsPage.Row> now = page.rows().stream()
                .filter(row -> row.stopped().equals(stopped))
                .filter(rows)
                .toList();
        assertThat(now).isNotEmpty();
        for (DubboTagsPage.Row row : now) { // each waits for itself: on a busy machine all calls of a table take long
            await(row.toString())
                    .atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(servedBy(consumer, row.request())).isEqualTo(expected.apply(row)));
        }
    }

    /** Returns who serves such calls, as the page says it. */
    private static String servedBy(ProbeConsumer consumer, Map<String, String> request) {
        return IntStream.range(0, CALLS)
                .mapToObj(call -> servesOne(consumer, request))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String servesOne(ProbeConsumer consumer, Map<String, String> request) {
        try {
            return consumer.call(request).getInstance();
        } catch (RpcException e) {
            return e.isNoInvokerAvailableAfterFilter() ? "refused" : e.toString();
        }
    }

    private static List<String> relay(ProbeConsumer consumer) {
        return consumer.relay(Map.of("dubbo.tag", "gray"), "two hops").stream()
                .map(ProbeAnswer::getInstance)
                .toList();
    }

    /** Dubbo's tag router takes a loopback address for IPv6, and compares it with nothing that is not written so. */
    private static String addressOf(Lab.Instance instance) {
        return "[::ffff:127.0.0.1]:" + instance.port();
    }

    private static Map<String, String> backend() {
        return Map.of("probe.backend", "true");
    }

    private static Map<String, String> backend(String property, String value) {
        return Map.of("probe.backend", "true", property, value);
    }
}
