package io.github.dubbogray.it;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Frozen;
import io.github.dubbogray.it.lab.Herd;
import io.github.dubbogray.it.lab.KnownDocument;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.it.lab.World;
import io.github.dubbogray.it.lab.World.Document;
import io.github.dubbogray.it.lab.World.Registered;
import io.github.dubbogray.it.lab.World.Wish;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.router.route.RoutedInstance;
import io.github.dubbogray.router.route.RoutedReference;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every single decision of a long run, checked by a naive model, while instances and documents change and Nacos fails at random:
 * half a minute in every build, half an hour and 1 000 instances with {@code mvn -B verify -Psoak}.
 */
class ModelSoakIT {

    private static final long SEED = Long.getLong("it.seed", new Random().nextLong());
    private static final int INSTANCES = Size.of(200, 1_000);
    private static final Duration LASTING = Size.isWhole() ? Duration.ofMinutes(30) : Duration.ofSeconds(30);
    private static final int CHANGES_OF_A_TICK = 4;
    private static final int TICKS_OF_A_DOCUMENT = Size.of(3, 10);
    private static final int TICKS_OF_A_FAULT = Size.of(8, 60);

    /** These never change, so that no lane is ever empty by chance. */
    private static final int STEADY_OF_EACH = 5;

    private static final List<Document> DOCUMENTS = List.of(Document.values());
    private static final List<String> VERSIONS = List.of("v1", "v2", "v3");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(3);

    private final Random random = new Random(SEED);
    private final World world = new World(
            Document.V2,
            IntStream.range(0, INSTANCES).mapToObj(ModelSoakIT::firstVersion).toList());
    private final LongAdder calls = new LongAdder();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean isOver;
    private String published = "";
    private int documents;
    private int changes;
    private int faults;

    @Test
    @DisplayName(
            "R2, P1, P2, P3, I1, D1, D2, D5: no call ever goes where what was published and registered does not allow it, "
                    + "and none fails")
    void everyDecision_isOneThatTheModelAllows() throws Exception {
        System.err.println("model soak: seed " + SEED + " (-Dit.seed=" + SEED + " plays the same changes)");
        try (Fleet fleet = Fleet.start(step -> System.err.println("  soak: " + step));
                Lab lab = Lab.open(fleet)) {
            Herd herd = lab.herd();
            herd.put(IntStream.range(0, INSTANCES)
                    .mapToObj(slot -> member(herd, slot, firstVersion(slot)))
                    .toList());
            publish(lab, Document.V2);
            ProbeConsumer consumer = lab.consumer("soak", Map.of("dubbo.consumer.loadbalance", "gray"));
            await("all instances").atMost(LIMIT).until(() -> learn(consumer, herd));
            List<Thread> callers = IntStream.range(0, 2)
                    .mapToObj(number -> new Thread(() -> callOn(consumer, herd, number), "soak-caller-" + number))
                    .toList();
            callers.forEach(Thread::start);
            try {
                Usage before = Usage.now();
                play(fleet, lab, herd, consumer);
                report(before, Usage.now());
            } finally {
                isOver = true;
                for (Thread caller : callers) {
                    caller.join(LIMIT.toMillis());
                }
            }
        }
        assertThat(wrong).as("seed %d", SEED).isEmpty();
        assertThat(calls.sum()).isGreaterThan(1_000);
        assertThat(faults).isPositive();
    }

    private void play(Fleet fleet, Lab lab, Herd herd, ProbeConsumer consumer) throws Exception {
        long end = System.nanoTime() + LASTING.toNanos();
        for (int tick = 1; System.nanoTime() < end; tick++) {
            TimeUnit.SECONDS.sleep(1); // the pace of changes is part of what is tested
            if (tick % TICKS_OF_A_FAULT == 0) {
                fail(fleet);
            }
            for (int i = random.nextInt(CHANGES_OF_A_TICK); i >= 0; i--) {
                change(herd);
            }
            if (tick % TICKS_OF_A_DOCUMENT == 0) {
                publishSomething(lab);
            }
            learn(consumer, herd);
            if (tick % 60 == 0) {
                System.err.println("model soak: " + tick + " rounds, " + summary() + ", "
                        + Usage.now().describe());
            }
        }
        await("all that was changed").atMost(LIMIT).until(() -> learn(consumer, herd));
    }

    /** Any of what happens to a server that keeps its data. */
    private void fail(Fleet fleet) throws Exception {
        faults++;
        switch (random.nextInt(3)) {
            case 0 -> {
                fleet.nacos().kill();
                TimeUnit.SECONDS.sleep(random.nextInt(5)); // the time without Nacos is part of what is tested
                fleet.nacos().restart();
            }
            case 1 -> fleet.nacos().restart();
            default -> {
                try (Frozen frozen = Frozen.of(fleet.nacos().pid())) {
                    assertThat(frozen.isFrozen()).isTrue();
                    TimeUnit.SECONDS.sleep(1 + random.nextInt(8)); // as above
                }
            }
        }
    }

    /** One that is under way is left alone: what comes of two changes would look like what was before them. */
    private void change(Herd herd) {
        int steady = VERSIONS.size() * STEADY_OF_EACH;
        int slot = steady + random.nextInt(INSTANCES - steady);
        if (!world.isKnown(slot)) {
            return;
        }
        String version = VERSIONS.get(random.nextInt(VERSIONS.size()));
        changes++;
        switch (random.nextInt(4)) {
            case 0 -> {
                world.register(slot, version, Registered.OUT);
                herd.remove(member(herd, slot, version));
            }
            case 1 -> {
                world.register(slot, version, Registered.OUT);
                herd.put(member(herd, slot, version).withWeight(0));
            }
            default -> {
                world.register(slot, version, Registered.ON);
                herd.put(member(herd, slot, version));
            }
        }
    }

    private void publishSomething(Lab lab) {
        if (random.nextInt(5) == 0) {
            lab.publish(Texts.canary() + "rules: [{ id: bad, to: nowhere-" + documents++
                    + " }]\n"); // refused: nothing changes
        } else {
            publish(lab, DOCUMENTS.get(random.nextInt(DOCUMENTS.size())));
        }
    }

    private void publish(Lab lab, Document document) {
        world.publish(document);
        published = document.text(documents++);
        lab.publish(published);
    }

    private void callOn(ProbeConsumer consumer, Herd herd, int number) {
        Map<String, Integer> slots = IntStream.range(0, INSTANCES).boxed().collect(toMap(herd::address, slot -> slot));
        Random wishes = new Random(SEED + number);
        while (!isOver && wrong.size() < 20) {
            LockSupport.parkNanos(PAUSE.toNanos());
            int kind = wishes.nextInt(3);
            Wish wish = kind == 0 ? Wish.NOTHING : Wish.CANARY;
            Map<String, String> attachments = switch (kind) {
                case 0 -> Map.of();
                case 1 -> Map.of("beta", "yes");
                default -> Map.of("x-gray-tag", "canary");
            };
            long start = System.nanoTime();
            String address;
            try {
                address = consumer.call(attachments).getAddress();
            } catch (RuntimeException e) {
                if (!world.mayRefuse(wish, start, System.nanoTime())) {
                    wrong.add(wish + " failed under " + world.document() + ": " + e);
                }
                calls.increment();
                continue;
            }
            calls.increment();
            Integer slot = slots.get(address);
            if (slot == null || !world.mayServe(slot, wish, start, System.nanoTime())) {
                wrong.add(wish + " went to " + address + " (" + slot + ") under " + world.document() + ", it is "
                        + (slot == null ? "unknown" : world.instance(slot)));
            }
        }
    }

    private void report(Usage before, Usage after) {
        System.err.println("model soak: seed " + SEED + ", " + INSTANCES + " instances, " + LASTING.toSeconds() + " s: "
                + summary() + "; before: " + before.describe() + "; after: " + after.describe());
    }

    private String summary() {
        return calls.sum() + " calls, " + wrong.size() + " wrong, " + changes + " changes of instances, " + documents
                + " documents, " + faults + " faults";
    }

    /** What this process holds, after a collection. */
    private record Usage(long heapMegabytes, int threads, long descriptors) {

        private static Usage now() {
            System.gc();
            long descriptors = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    ? system.getOpenFileDescriptorCount()
                    : 0;
            return new Usage(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    descriptors);
        }

        private String describe() {
            return heapMegabytes + " MB of heap, " + threads + " threads, " + descriptors + " descriptors";
        }
    }

    /** Tells the model what the consumer is seen to know; returns whether that is everything. */
    private boolean learn(ProbeConsumer consumer, Herd herd) {
        boolean isDocumentKnown = KnownDocument.isInForce(consumer, published);
        if (isDocumentKnown) {
            world.documentIsKnown();
        }
        List<RoutedReference> references = RoutedReference.of(consumer.application());
        List<Map<String, String>> versions = references.stream().allMatch(RoutedReference::isCurrent)
                ? references.stream().map(ModelSoakIT::versionsOfServing).toList()
                : List.of();
        List<Integer> known = IntStream.range(0, INSTANCES)
                .boxed()
                .filter(slot -> !versions.isEmpty()
                        && versions.stream().allMatch(serving -> isAsRegistered(slot, serving.get(herd.address(slot)))))
                .toList();
        known.forEach(world::instanceIsKnown);
        return isDocumentKnown && known.size() == INSTANCES;
    }

    private boolean isAsRegistered(int slot, @Nullable String version) {
        World.Being being = world.instance(slot);
        return being.registered() == Registered.ON ? being.version().equals(version) : version == null;
    }

    private static Map<String, String> versionsOfServing(RoutedReference reference) {
        return reference.instances().stream()
                .filter(instance -> instance.instance().standing() == Standing.SERVING)
                .collect(toMap(RoutedInstance::address, ModelSoakIT::version));
    }

    private static String version(RoutedInstance instance) {
        return instance.instance().labels().value("version").orElse("");
    }

    private static NacosInstance member(Herd herd, int slot, String version) {
        return herd.member(slot, "slot=" + slot + ",version=" + version);
    }

    private static String firstVersion(int slot) {
        return VERSIONS.get(slot % VERSIONS.size());
    }
}
