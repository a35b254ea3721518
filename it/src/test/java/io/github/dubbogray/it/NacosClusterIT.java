package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.alibaba.nacos.common.remote.client.RpcClient;
import com.alibaba.nacos.common.remote.client.RpcClientFactory;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.KnownDocument;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.it.lab.Traffic;
import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.NacosServers;
import io.github.dubbogray.nacos.embedded.EmbeddedNacos;
import io.github.dubbogray.nacos.embedded.EmbeddedNacosCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** A cluster of three Nacos servers whose members fail (seed rows E33, E36). */
@ExtendWith(FleetExtension.class)
@EnabledIfSystemProperty(
        named = "it.soak",
        matches = "true",
        disabledReason = "three servers start and restart: with -Psoak")
class NacosClusterIT {

    private static final int PER_SECOND = 200;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final ConfigId DOCUMENT = Lab.document(Lab.APPLICATION);

    @Test
    @DisplayName(
            "E33, E36, D5: one of three Nacos servers killed, any: documents reach the consumer, no call fails. Two killed: "
                    + "calls go on, and publishing says why it fails")
    void membersFail_callsGoOn(Fleet fleet) throws Exception {
        try (EmbeddedNacosCluster cluster =
                        EmbeddedNacosCluster.start(3, step -> System.err.println("  cluster: " + step));
                Lab lab = Lab.open(fleet, cluster)) {
            lab.provider("v1", "version=v1");
            lab.provider("v2", "version=v2,env=gray");
            publish(cluster, lab, Texts.ramp("10"));
            ProbeConsumer consumer = lab.consumer("cluster");
            awaitRevision(consumer, Texts.ramp("10"));
            try (Traffic traffic = Traffic.of(PER_SECOND, 50, user -> consumer.call(Map.of("user-id", user)))) {
                for (int round = 0; round < Size.of(1, 3); round++) {
                    EmbeddedNacos own = ofConsumer(cluster);
                    EmbeddedNacos other = other(cluster, own);
                    killAndPublish(cluster, lab, consumer, own, Texts.ramp("20." + round));
                    own.restart();
                    killAndPublish(cluster, lab, consumer, other, Texts.ramp("30." + round));
                    other.restart();
                }
                String last = Texts.ramp("40");
                awaitPublished(cluster, lab, last);
                awaitRevision(consumer, last);
                cluster.nodes().stream().limit(2).forEach(EmbeddedNacos::kill);
                int before = traffic.calls().size();
                assertThatThrownBy(() -> publish(cluster, lab, Texts.ramp("50")))
                        .isInstanceOf(NacosRequestException.class)
                        .hasMessageContaining("/cs/config");
                await("calls without a quorum")
                        .atMost(LIMIT)
                        .until(() -> traffic.calls().size() > before + 5 * PER_SECOND);
                assertThat(KnownDocument.isInForce(consumer, last)).isTrue();
                assertThat(traffic.calls().stream().filter(Traffic.Call::isFailed))
                        .isEmpty();
            }
        }
    }

    private static void killAndPublish(
            EmbeddedNacosCluster cluster, Lab lab, ProbeConsumer consumer, EmbeddedNacos victim, String document) {
        victim.kill();
        awaitPublished(cluster, lab, document);
        long published = System.nanoTime();
        awaitRevision(consumer, document);
        System.err.printf(
                "one of three killed: in force %d ms after it could be published%n",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - published));
    }

    /** Until the others have agreed who leads, they take nothing. */
    private static void awaitPublished(EmbeddedNacosCluster cluster, Lab lab, String document) {
        await("published")
                .atMost(LIMIT)
                .ignoreExceptionsInstanceOf(NacosRequestException.class)
                .until(() -> {
                    publish(cluster, lab, document);
                    return true;
                });
    }

    private static void publish(EmbeddedNacosCluster cluster, Lab lab, String document) {
        NacosAdmin.of(NacosServers.of(
                        cluster.alive().map(EmbeddedNacos::serverAddress).collect(Collectors.joining(","))))
                .inNamespace(lab.namespace())
                .publishConfig(DOCUMENT, document);
    }

    private static EmbeddedNacos ofConsumer(EmbeddedNacosCluster cluster) {
        List<String> connected = RpcClientFactory.getAllClientEntries().stream()
                .map(Map.Entry::getValue)
                .filter(client -> "config".equals(client.getLabels().get("module")))
                .flatMap(client -> Optional.ofNullable(client.getCurrentServer()).stream())
                .map(RpcClient.ServerInfo::getAddress)
                .toList();
        return cluster.nodes().stream()
                .filter(node -> connected.contains(node.serverAddress()))
                .findFirst()
                .orElseThrow();
    }

    private static EmbeddedNacos other(EmbeddedNacosCluster cluster, EmbeddedNacos own) {
        return cluster.nodes().stream()
                .filter(node -> !node.serverAddress().equals(own.serverAddress()))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitRevision(ProbeConsumer consumer, String document) {
        await("in force").atMost(LIMIT).until(() -> KnownDocument.isInForce(consumer, document));
    }
}
