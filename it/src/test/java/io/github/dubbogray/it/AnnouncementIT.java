package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.JavaProcess;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.ServiceId;
import io.github.dubbogray.router.announce.Announcement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a consumer process says of itself in the registry. */
@ExtendWith(FleetExtension.class)
class AnnouncementIT {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration START = Duration.ofSeconds(30);

    /** How long Nacos may take to notice that a connection has ended, or to be back. */
    private static final Duration RECONNECT = Duration.ofSeconds(30);

    private static final String BACKEND = "backend";
    private static final String V1 = document("v1");
    private static final String V2 = document("v2");
    private static final String BAD = document("v3") + "rules: [{ id: all, to: nowhere }]\n";

    @Test
    @DisplayName(
            "A consumer in a process of its own announces the revision that it runs and how that stands, again after "
                    + "Nacos was away, and is gone when it is killed")
    void consumer_announcesWhatItRuns(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            lab.provider(BACKEND, "backend", "", Map.of("probe.backend", "true"));
            JavaProcess front = lab.alone(Lab.APPLICATION, "front", "", Map.of("probe.relays", "true"))
                    .process();
            awaitSaid(START, lab, "none", "none");
            NacosInstance seen = announced(lab, BACKEND).get(0);
            assertThat(seen.metadata())
                    .containsEntry(Announcement.APPLICATION, Lab.APPLICATION)
                    .hasEntrySatisfying(
                            Announcement.PROCESS, process -> assertThat(process).startsWith(front.pid() + "@"))
                    .containsKey(Announcement.LIBRARY);
            assertThat(seen)
                    .extracting(
                            NacosInstance::ip, NacosInstance::weight, NacosInstance::enabled, NacosInstance::ephemeral)
                    .containsExactly("127.0.0.1", 0.0, false, true);

            long publishing = System.nanoTime();
            lab.publish(BACKEND, V1);
            awaitSaid(lab, DocumentReader.revisionOf(V1), "ok");
            long published = millisSince(publishing);
            lab.publish(BACKEND, BAD);
            awaitSaid(lab, DocumentReader.revisionOf(V1), "refused:" + DocumentReader.revisionOf(BAD));
            lab.publish(BACKEND, V2);
            awaitSaid(lab, DocumentReader.revisionOf(V2), "ok");
            lab.admin().deleteConfig(Lab.document(BACKEND));
            awaitSaid(lab, "none", "none");
            lab.publish(BACKEND, V1);
            awaitSaid(lab, DocumentReader.revisionOf(V1), "ok");

            fleet.nacos().stop();
            fleet.nacos().restart();
            long restarted = System.nanoTime();
            await().atMost(RECONNECT).until(() -> announced(lab, BACKEND).size() == 1);
            long back = millisSince(restarted);
            assertThat(announced(lab, BACKEND).get(0).address()).isEqualTo(seen.address());
            awaitSaid(RECONNECT, lab, DocumentReader.revisionOf(V1), "ok");

            long killing = System.nanoTime();
            front.kill();
            await().atMost(RECONNECT).until(() -> announced(lab, BACKEND).isEmpty());
            System.out.println("announcement: new revision after " + published + " ms, there again " + back
                    + " ms after Nacos was, gone " + millisSince(killing) + " ms after a kill");
        }
    }

    @Test
    @DisplayName(
            "dubbo.gray.announce=false says nothing; registry.live=false does not keep a consumer from it; a name that is "
                    + "too long is cut; the end of the application takes it back")
    void properties_decideWhetherItIsSaid(Fleet fleet) throws Exception {
        String longest = "c".repeat(200);
        try (Lab lab = Lab.open(fleet)) {
            lab.provider("v1", "version=v1");
            lab.consumer("silent", Map.of("dubbo.gray.announce", "false"));
            lab.consumer("off", Map.of("dubbo.gray.enabled", "false"));
            ProbeConsumer notLive = lab.consumer("not-live", Map.of("dubbo.gray.registry.live", "false"));
            ProbeConsumer cut = lab.consumer(longest);

            await().atMost(Busy.stretched(LIMIT))
                    .untilAsserted(() -> assertThat(announced(lab, Lab.APPLICATION))
                            .extracting(instance -> instance.metadata().get(Announcement.APPLICATION))
                            .containsExactlyInAnyOrder("not-live", "c".repeat(127) + "…"));
            assertThat(announced(lab, Lab.APPLICATION))
                    .allSatisfy(instance -> assertThat(instance.metadata().entrySet().stream()
                                    .mapToInt(entry -> entry.getKey().length()
                                            + entry.getValue().length())
                                    .sum())
                            .isLessThan(512));

            notLive.close();
            cut.close();
            await().atMost(Busy.stretched(LIMIT))
                    .until(() -> announced(lab, Lab.APPLICATION).isEmpty());
        }
    }

    private static void awaitSaid(Lab lab, String revision, String state) {
        awaitSaid(Busy.stretched(LIMIT), lab, revision, state);
    }

    private static void awaitSaid(Duration limit, Lab lab, String revision, String state) {
        await().atMost(limit)
                .untilAsserted(() -> assertThat(announced(lab, BACKEND))
                        .singleElement()
                        .satisfies(instance -> assertThat(instance.metadata())
                                .containsEntry(Announcement.REVISION, revision)
                                .containsEntry(Announcement.STATE, state)));
    }

    private static List<NacosInstance> announced(Lab lab, String provider) {
        return lab.admin().instances(new ServiceId(Announcement.serviceOf(provider), Announcement.GROUP));
    }

    private static String document(String version) {
        return """
                apiVersion: dubbo-gray/v1
                application: %s
                lanes:
                  canary: { labels: { version: %s } }
                """.formatted(BACKEND, version);
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
