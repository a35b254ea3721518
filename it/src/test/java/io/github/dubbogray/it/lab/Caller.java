package io.github.dubbogray.it.lab;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.health.watch.LaneWatch;
import io.github.dubbogray.core.health.watch.TripState;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.meter.Meter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.dubbo.rpc.RpcException;
import org.awaitility.Awaitility;

/**
 * A consumer of a {@link Ward} that gives up a call after {@link #TIMEOUT}, tries none again, and says what it knows of the health
 * of the lane {@code canary}.
 */
public final class Caller implements AutoCloseable {

    /** How long a call may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final String LANE = "canary";
    private static final int WARM_UP = 300;
    private static final Duration UNTIL_READY = Duration.ofSeconds(30);

    private final ProbeConsumer consumer;
    private final GrayApplication application;
    private final Queue<Told> events = new ConcurrentLinkedQueue<>();

    /** News, and when it was told, on the monotonic clock. */
    private record Told(HealthEvent news, long nanos) {}

    private Caller(ProbeConsumer consumer) {
        this.consumer = consumer;
        this.application = GrayApplication.of(consumer.application());
        application.listen(this::hear);
    }

    /**
     * Publishes a document, starts a consumer under it and returns when both lanes have answered it.
     *
     * @param properties further ones
     */
    public static Caller of(Ward ward, String name, String document, Map<String, String> properties) {
        ward.lab().publish(document);
        Map<String, String> all = new HashMap<>(properties);
        String reference = "dubbo.reference." + ProbeService.class.getName();
        all.put(reference + ".timeout", Long.toString(TIMEOUT.toMillis()));
        all.put(reference + ".retries", "0");
        Caller caller = new Caller(ward.lab().consumer(name, all));
        Awaitility.await("a consumer under its document").atMost(UNTIL_READY).until(() -> caller.isUnder(document));
        caller.warmUp();
        return caller;
    }

    /** The same without further properties. */
    public static Caller of(Ward ward, String name, String document) {
        return of(ward, name, document, Map.of());
    }

    private void hear(GrayEvent event) {
        if (event instanceof GrayEvent.HealthChanged changed) {
            events.add(new Told(changed.news(), System.nanoTime()));
        }
    }

    private boolean isUnder(String document) {
        try {
            gray("first");
            grayOrElseStable("first");
            stable("first");
        } catch (RuntimeException notYet) {
            return false;
        }
        return application.documents().table(Lab.APPLICATION).revision().equals(DocumentReader.revisionOf(document));
    }

    /** What is cold on either side is so slow at first that an open loop would pile up, and that a call of it may run out of time. */
    private void warmUp() {
        Calls.make(WARM_UP, number -> {
            try {
                gray("user-" + number);
                stable("user-" + number);
            } catch (RpcException cold) {
                System.out.println("not warm yet: " + cold.getMessage());
            }
            return number;
        });
    }

    /** Calls once for a user of the lane. */
    public void gray(String user) {
        consumer.call(Map.of("beta", "yes", "user-id", user));
    }

    /** Calls once for a user of the lane by the method that may be tried again on stable. */
    public void grayOrElseStable(String user) {
        consumer.relay(Map.of("beta", "yes", "user-id", user), "");
    }

    /** Calls once for a user of nothing but stable. */
    public void stable(String user) {
        consumer.call(Map.of("user-id", user));
    }

    /** Returns whether the lane is tripped, and why. */
    public TripState trip() {
        return application
                .watches()
                .watch(Lab.APPLICATION)
                .lane(LANE)
                .map(LaneWatch::trip)
                .orElse(TripState.CLOSED);
    }

    /** Returns the addresses of the lane's instances that are out. */
    public List<String> out() {
        return application.watches().watch(Lab.APPLICATION).lane(LANE).stream()
                .flatMap(lane -> lane.instances().stream())
                .filter(InstanceWatch::isOut)
                .map(InstanceWatch::name)
                .toList();
    }

    /** Returns the news of a kind so far. */
    public <E extends HealthEvent> List<E> events(Class<E> kind) {
        return events.stream()
                .map(Told::news)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Returns how much this consumer has counted so far, in all series of a counter. */
    public long counted(Meter meter) {
        return application.meters().value(meter);
    }

    /** Returns when news of a kind were told, on the monotonic clock. */
    public List<Long> moments(Class<? extends HealthEvent> kind) {
        return events.stream()
                .filter(told -> kind.isInstance(told.news()))
                .map(Told::nanos)
                .toList();
    }

    /** Returns what happened so far to lanes and instances, in the words of the log. */
    public String history() {
        return events.stream().map(told -> told.news().describe()).collect(Collectors.joining("\n  ", "  ", ""));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
