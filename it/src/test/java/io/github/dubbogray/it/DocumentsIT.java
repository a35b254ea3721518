package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.alibaba.nacos.api.NacosFactory;
import com.alibaba.nacos.api.config.ConfigService;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.meter.Meter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents on their way from Nacos to running consumers (seed rows E3, E9, E18, E24, E26, E28, E52, E58). */
@ExtendWith(FleetExtension.class)
class DocumentsIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static Lab lab;

    @BeforeAll
    static void openLab(Fleet fleet) {
        lab = Lab.open(fleet);
        lab.provider("v1", "version=v1");
        lab.provider("v2", "version=v2,env=gray");
    }

    @AfterAll
    static void closeLab() throws Exception {
        lab.close();
    }

    @Test
    @DisplayName("E24: a consumer's first call already follows the document")
    void firstCall_followsTheDocument() throws Exception {
        lab.publish(Texts.withRules("- { id: all, to: canary }"));
        assertThat(lab.consumer("first").untagged().getInstance()).isEqualTo("v2");
    }

    @Test
    @DisplayName("E18: a push reaches every consumer within 2 s; one that has ended does not hold up the others")
    void push_reachesEveryConsumer() throws Exception {
        ProbeConsumer ended = lab.consumer("ended");
        List<ProbeConsumer> consumers = List.of(lab.consumer("one"), lab.consumer("two"), lab.consumer("three"));
        ended.close();
        for (String target : List.of("canary", "stable", "canary")) {
            lab.publish(Texts.withRules("- { id: all, to: " + target + " }"));
            within2Seconds(() -> consumers.stream()
                    .allMatch(consumer -> consumer.untagged().getTag().equals(target)));
        }
    }

    @Test
    @DisplayName("E28, D1: a document that is no document changes nothing, whatever is wrong with it")
    void brokenDocument_changesNothing() throws Exception {
        ProbeConsumer consumer = lab.consumer("broken");
        GrayApplication gray = GrayApplication.of(consumer.application());
        lab.publish(Texts.withRules("- { id: all, to: canary }"));
        within2Seconds(() -> consumer.untagged().getTag().equals("canary"));
        for (String broken : List.of(
                "lanes: [",
                "# nothing but a comment",
                "just text",
                Texts.withRules("- { id: all, to: nowhere }"),
                Texts.canary().replace(Lab.APPLICATION, "another-application"))) {
            long refused = gray.meters().value(Meter.DOCUMENTS_REFUSED);
            lab.publish(broken);
            within2Seconds(() -> gray.meters().value(Meter.DOCUMENTS_REFUSED) == refused + 1);
            assertThat(Calls.make(50, call -> consumer.untagged().getTag()).values())
                    .containsOnly("canary");
        }
        lab.publish(Texts.withRules("- { id: all, to: stable }"));
        within2Seconds(() -> consumer.untagged().getTag().equals("stable"));
    }

    @Test
    @DisplayName("D2: a deleted document leaves labels and tags")
    void deletedDocument_leavesLabelsAndTags() throws Exception {
        ProbeConsumer consumer = lab.consumer("deleted");
        lab.publish(Texts.withRules("- { id: all, to: canary }"));
        within2Seconds(() -> consumer.untagged().getTag().equals("canary"));
        lab.admin().deleteConfig(Lab.document(Lab.APPLICATION));
        within2Seconds(() -> consumer.untagged().getTag().isEmpty());
        assertThat(consumer.tagged("version=v2").getInstance()).isEqualTo("v2");
    }

    @Test
    @DisplayName("E26: a document in another namespace or group is not seen")
    void otherNamespaceOrGroup_isNotSeen(Fleet fleet) throws Exception {
        try (Lab other = Lab.open(fleet)) {
            ProbeConsumer consumer = lab.consumer("namespace");
            String everybody = Texts.withRules("- { id: all, to: canary }");
            other.publish(everybody);
            lab.admin().publishConfig(new ConfigId(Lab.APPLICATION + ".gray-router", "DEFAULT_GROUP"), everybody);
            lab.publish(Texts.canary()); // the one that counts, and the last to arrive
            within2Seconds(() -> consumer.untagged().getTag().isEmpty());
            assertThat(tagAndInstances(consumer, Map.of())).isEqualTo(Set.of(" v1"));
            assertThat(tagAndInstances(consumer, Map.of("x-gray-tag", "canary")))
                    .isEqualTo(Set.of("canary v2"));
        }
    }

    @Test
    @DisplayName(
            "E52: published through the server's API, the console's API or the client library, the effect is the same")
    void everyWayToPublish_hasTheSameEffect() throws Exception {
        ProbeConsumer consumer = lab.consumer("ways");
        lab.publish(Texts.withRules("- { id: api, to: canary }"));
        within2Seconds(() -> consumer.untagged().getTag().equals("canary"));

        publishByConsole(lab, Texts.withRules("- { id: console, to: stable }"));
        within2Seconds(() -> consumer.untagged().getTag().equals("stable"));

        publishByClient(lab, Texts.withRules("- { id: client, to: canary }"));
        within2Seconds(() -> consumer.untagged().getTag().equals("canary"));
    }

    @Test
    @DisplayName("E3, E9, E10, E58: x-gray-version=v2 goes to version v2; no header, no match: stable, and says so")
    void headerRule_mapsVersionsToInstances() throws Exception {
        lab.publish(Texts.withRules("- { id: header, when: { attachment.x-gray-version: v2 }, to: canary }")
                + "unmatched: stable\n");
        ProbeConsumer consumer = lab.consumer("header");
        assertThat(tagAndInstances(consumer, Map.of("x-gray-version", "v2"))).isEqualTo(Set.of("canary v2"));
        assertThat(tagAndInstances(consumer, Map.of("x-gray-version", "v9"))).isEqualTo(Set.of("stable v1"));
        assertThat(tagAndInstances(consumer, Map.of())).isEqualTo(Set.of("stable v1"));
    }

    private static Set<String> tagAndInstances(ProbeConsumer consumer, Map<String, String> attachments) {
        return Set.copyOf(Calls.make(100, call -> consumer.call(attachments)).values().stream()
                .map(answer -> answer.getTag() + " " + answer.getInstance())
                .toList());
    }

    private static void publishByConsole(Lab lab, String document) throws Exception {
        String form = Map.of(
                        "dataId", Lab.document(Lab.APPLICATION).dataId(),
                        "groupName", Lab.document(Lab.APPLICATION).group(),
                        "namespaceId", lab.namespace(),
                        "type", "yaml",
                        "content", document)
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .reduce((a, b) -> a + "&" + b)
                .orElseThrow();
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(lab.fleet().nacos().consoleUrl() + "v3/console/cs/config"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static void publishByClient(Lab lab, String document) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("serverAddr", lab.fleet().nacos().serverAddress());
        properties.setProperty("namespace", lab.namespace());
        ConfigService client = NacosFactory.createConfigService(properties);
        try {
            ConfigId id = Lab.document(Lab.APPLICATION);
            assertThat(client.publishConfig(id.dataId(), id.group(), document)).isTrue();
        } finally {
            client.shutDown();
        }
    }

    private static void within2Seconds(Callable<Boolean> condition) {
        await().atMost(Busy.stretched(LIMIT))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
