package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Herd;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.nacos.NacosInstance;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A thousand instances of one application that change all the time (seed rows E5, E6, E20, E23 at size). */
@ExtendWith(FleetExtension.class)
class ThousandInstancesIT {

    private static final int SIZE = 1_000;
    private static final int CHANGES = Size.of(16, 60);
    private static final long SEED = 1;
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long MEGABYTE = 1 << 20;
    private static final long GROWTH_MEGABYTES = 16;

    @Test
    @DisplayName("Of 1 000 instances one changes each second, seed 1: each change is in force within 2 s, "
            + "and memory does not grow")
    void changes_areInForceWithin2Seconds(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet)) {
            Herd herd = lab.herd();
            herd.put(IntStream.range(0, SIZE)
                    .mapToObj(slot -> member(herd, slot))
                    .toList());
            lab.publish(Texts.canary());
            ProbeConsumer consumer = lab.consumer("thousand", Map.of("dubbo.consumer.loadbalance", "gray"));
            await().atMost(START_LIMIT)
                    .ignoreExceptions()
                    .until(() -> isServedBy(consumer, "v2", member(herd, SIZE - 1)));
            assertThat(IntStream.range(0, SIZE))
                    .allMatch(slot -> isServedBy(consumer, version(slot), member(herd, slot)));

            Random random = new Random(SEED);
            long before = usedMegabytes();
            List<Long> delays = new ArrayList<>();
            long begin = System.nanoTime();
            for (int i = 0; i < CHANGES / 2; i++) {
                int slot = random.nextInt(SIZE);
                Change change = Change.values()[i % Change.values().length];
                awaitTurn(begin, 2 * i);
                delays.add(delayMillis(() -> change.make(lab, herd, slot), () -> change.isSeen(consumer, herd, slot)));
                awaitTurn(begin, 2 * i + 1);
                delays.add(delayMillis(
                        () -> change.takeBack(lab, herd, slot),
                        () -> isServedBy(consumer, version(slot), member(herd, slot))));
            }
            assertThat(IntStream.range(0, SIZE))
                    .allMatch(slot -> isServedBy(consumer, version(slot), member(herd, slot)));
            long after = usedMegabytes();
            delays.sort(Long::compare);
            System.out.println("1 000 instances: changes in force after " + delays.get(CHANGES / 2)
                    + " ms at the median, " + delays.get(CHANGES - 1) + " ms at most; heap " + before + " MB before, "
                    + after + " MB after");
            assertThat(after).isLessThan(before + GROWTH_MEGABYTES);
        }
    }

    /** What happens to an instance. */
    private enum Change {
        /** Its owner says that it is the other version. */
        VERSION {
            @Override
            void make(Lab lab, Herd herd, int slot) {
                herd.put(herd.member(slot, labels(slot, otherVersion(slot))));
            }

            @Override
            void takeBack(Lab lab, Herd herd, int slot) {
                herd.put(member(herd, slot));
            }

            @Override
            boolean isSeen(ProbeConsumer consumer, Herd herd, int slot) {
                return isServedBy(consumer, otherVersion(slot), member(herd, slot))
                        && super.isSeen(consumer, herd, slot);
            }
        },
        /** An operator takes its weight. */
        WEIGHT {
            @Override
            void make(Lab lab, Herd herd, int slot) {
                edit(lab, herd, member(herd, slot).withWeight(0));
            }

            @Override
            void takeBack(Lab lab, Herd herd, int slot) {
                edit(lab, herd, member(herd, slot));
            }
        },
        /** An operator switches it off. */
        SWITCH {
            @Override
            void make(Lab lab, Herd herd, int slot) {
                edit(lab, herd, member(herd, slot).switchedOff());
            }

            @Override
            void takeBack(Lab lab, Herd herd, int slot) {
                edit(lab, herd, member(herd, slot));
            }
        },
        /** It goes away. */
        REMOVAL {
            @Override
            void make(Lab lab, Herd herd, int slot) {
                herd.remove(member(herd, slot));
            }

            @Override
            void takeBack(Lab lab, Herd herd, int slot) {
                herd.put(member(herd, slot));
            }
        };

        abstract void make(Lab lab, Herd herd, int slot);

        abstract void takeBack(Lab lab, Herd herd, int slot);

        /** Returns whether calls for it, as it was, no longer reach it. */
        boolean isSeen(ProbeConsumer consumer, Herd herd, int slot) {
            return !isServedBy(consumer, version(slot), member(herd, slot));
        }
    }

    private static NacosInstance member(Herd herd, int slot) {
        return herd.member(slot, labels(slot, version(slot)));
    }

    private static String labels(int slot, String version) {
        return "slot=" + slot + ",version=" + version + (version.equals("v2") ? ",env=gray" : "");
    }

    private static String version(int slot) {
        return slot < SIZE / 2 ? "v1" : "v2";
    }

    private static String otherVersion(int slot) {
        return slot < SIZE / 2 ? "v2" : "v1";
    }

    private static boolean isServedBy(ProbeConsumer consumer, String version, NacosInstance member) {
        String tag = "slot=" + member.metadata().get("gray.slot") + ",version=" + version;
        return consumer.tagged(tag).getAddress().equals(member.address());
    }

    private static void edit(Lab lab, Herd herd, NacosInstance member) {
        herd.services().forEach(service -> lab.admin().updateWeightAndSwitch(service, member));
    }

    private static void awaitTurn(long begin, int turn) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> System.nanoTime() - begin >= PAUSE.toNanos() * turn);
    }

    private static long delayMillis(Runnable change, Callable<Boolean> isSeen) {
        change.run();
        long begin = System.nanoTime();
        await().atMost(Busy.stretched(LIMIT)).pollInterval(Duration.ofMillis(5)).until(isSeen);
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static long usedMegabytes() {
        System.gc();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return heap.getUsed() / MEGABYTE;
    }
}
