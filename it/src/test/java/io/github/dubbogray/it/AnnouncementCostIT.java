package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProcessUse;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.ServiceId;
import io.github.dubbogray.router.announce.Announcement;
import io.github.dubbogray.router.registry.NacosNamingClient;
import io.github.dubbogray.router.registry.NamingClient;
import io.github.dubbogray.router.registry.NamingRegistry;
import io.github.dubbogray.router.registry.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.dubbo.common.URL;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What many consumers' announcements cost the server: {@code mvn -B verify -Psoak -Dit.test=AnnouncementCostIT} has a
 * thousand. Each has a connection of its own, as a consumer has without announcing; all are in this JVM.
 */
@ExtendWith(FleetExtension.class)
class AnnouncementCostIT {

    private static final int CONSUMERS = Size.of(20, 1_000);
    private static final Duration WINDOW = Duration.ofSeconds(Size.of(1, 20));
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int LISTINGS = 10;
    private static final long MOST_LISTING_MILLIS = 2_000;
    private static final ServiceId SERVICE = new ServiceId(Announcement.serviceOf(Lab.APPLICATION), Announcement.GROUP);

    @Test
    @DisplayName(
            "Announcements of many consumers are listed in under two seconds; what the server needs for them is printed")
    void manyConsumers_areListedSoon(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet);
                Crowd crowd = new Crowd(lab)) {
            long pid = fleet.nacos().pid();
            System.out.println("announcements of " + CONSUMERS + " consumers, Nacos' processor time in "
                    + WINDOW.toSeconds() + " s, heap after a collection, resident memory");
            System.out.println("  nobody connected:     " + use(pid));
            crowd.connect();
            System.out.println("  connected:            " + use(pid));
            crowd.announce("0123456789ab");
            await().atMost(LIMIT).until(() -> listed(lab).size() == CONSUMERS);
            System.out.println("  connected, announced: " + use(pid));

            Duration cpu = ProcessUse.cpu(pid);
            long begin = System.nanoTime();
            crowd.announce("ba9876543210");
            long waveMillis = millisSince(begin);
            System.out.println("  all announce another revision, one after the other on 8 threads: " + waveMillis
                    + " ms, " + ProcessUse.cpu(pid).minus(cpu).toMillis() + " ms of the processors");
            await().atMost(LIMIT)
                    .until(() -> listed(lab).stream()
                                    .filter(instance -> "ba9876543210"
                                            .equals(instance.metadata().get(Announcement.REVISION)))
                                    .count()
                            == CONSUMERS);

            List<Long> listings = IntStream.range(0, LISTINGS)
                    .mapToObj(number -> listingMillis(lab))
                    .sorted()
                    .toList();
            System.out.println("  all listed by the admin API: " + listings.get(LISTINGS / 2) + " ms at the median of "
                    + LISTINGS + ", " + listings.get(LISTINGS - 1) + " ms at most");
            assertThat(listings.get(LISTINGS / 2)).isLessThan(MOST_LISTING_MILLIS);

            crowd.withdrawFirst();
            await().atMost(LIMIT).until(() -> listed(lab).size() == CONSUMERS - 1);
            crowd.close();
            await().atMost(LIMIT).until(() -> listed(lab).isEmpty());
        }
    }

    private static String use(long pid) {
        ProcessUse.of(pid); // what a collection costs is not in the window
        Duration before = ProcessUse.cpu(pid);
        await().pollDelay(WINDOW).atMost(WINDOW.multipliedBy(2)).until(() -> true);
        Duration cpu = ProcessUse.cpu(pid).minus(before);
        ProcessUse after = ProcessUse.of(pid);
        return cpu.toMillis() + " ms, " + after.heapKilobytes() + " KB, " + after.residentKilobytes() / 1_024 + " MB";
    }

    private static List<NacosInstance> listed(Lab lab) {
        return lab.admin().instances(SERVICE);
    }

    private static long listingMillis(Lab lab) {
        long begin = System.nanoTime();
        assertThat(listed(lab)).hasSizeGreaterThan(CONSUMERS * 9 / 10); // one whose connection is lost is back soon
        return millisSince(begin);
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    /** Consumers without anything but their naming clients. */
    private static final class Crowd implements AutoCloseable {

        private static final int THREADS = 8;

        private final NamingRegistry registry;
        private final ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        private List<NamingClient> clients = List.of();

        Crowd(Lab lab) {
            URL url = URL.valueOf(lab.registry()) // a tenth of a second by default, which a busy machine takes for a
                    // handshake
                    .addParameter("nacos.retry", 100)
                    .addParameter("nacos.retry-wait", 100);
            this.registry = new NamingRegistry(url.getBackupAddress(), "", lab.namespace(), "DEFAULT_GROUP", url);
        }

        void connect() throws Exception {
            clients = all(number -> NacosNamingClient.connect(registry));
        }

        void announce(String revision) throws Exception {
            all(number -> {
                clients.get(number).announce(presence(number, revision));
                return number;
            });
        }

        /** The first takes its announcement back, and stays connected. */
        void withdrawFirst() {
            clients.get(0).withdraw(presence(0, "whatever"));
        }

        private static Presence presence(int number, String revision) {
            Announcement said = new Announcement(
                    "web-" + number % 20,
                    number + "@web-7f9c5d4b8-" + number,
                    "1.0.0",
                    revision,
                    new Announcement.State.Ok());
            return new Presence(SERVICE.name(), SERVICE.group(), "127.0.0.1", 1 + number, said.toMetadata());
        }

        /** Something that each does. */
        private interface Deed<T> {
            T of(int number) throws Exception;
        }

        private <T> List<T> all(Deed<T> deed) throws Exception {
            List<Callable<T>> deeds = new ArrayList<>();
            IntStream.range(0, CONSUMERS).forEach(number -> deeds.add(() -> deed.of(number)));
            List<T> done = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(deeds)) {
                done.add(future.get());
            }
            return done;
        }

        @Override
        public void close() {
            clients.forEach(NamingClient::close);
            clients = List.of();
            executor.shutdown();
        }
    }
}
