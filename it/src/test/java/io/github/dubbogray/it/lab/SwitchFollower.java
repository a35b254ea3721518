package io.github.dubbogray.it.lab;

import io.github.dubbogray.feature.GraySwitches;
import io.github.dubbogray.feature.SwitchGroup;
import io.github.dubbogray.feature.SwitchName;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that asks switches of a Nacos 500 times a second, each time several that change together. It prints which document
 * it goes by whenever that is another, and at the end what became of its questions. It knows neither Dubbo nor OpenFeature.
 */
public final class SwitchFollower {

    /** What it prints last begins so. */
    public static final String END = "switch-follower-end";

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long LOST = -1;

    private SwitchFollower() {}

    /** What a request reads. */
    interface Flags {

        @SwitchName("flip")
        default long flip() {
            return LOST;
        }

        @SwitchName("feature.user.v2")
        default boolean userV2() {
            return false;
        }

        @SwitchName("layout")
        default String layout() {
            return "";
        }

        @SwitchName("over")
        default boolean isOver() {
            return false;
        }
    }

    /** Runs it. */
    public static void main(String[] arguments) {
        Properties properties = new Properties();
        properties.setProperty("serverAddr", System.getProperty("nacos.address"));
        try (GraySwitches switches = GraySwitches.ofNacos(System.getProperty("switches.of"), properties)) {
            System.out.println(END + " " + ask(switches.group(Flags.class)));
        }
        System.exit(0);
    }

    /**
     * What became of questions.
     *
     * @param torn how many saw two documents at once
     * @param lost how many saw none
     */
    private record Asked(long questions, long torn, long lost, long millis) {}

    private static Asked ask(SwitchGroup<Flags> group) {
        long start = System.nanoTime();
        long last = LOST;
        long torn = 0;
        long lost = 0;
        for (long asked = 1; ; asked++) {
            Flags now = group.now();
            long flip = now.flip();
            torn += isWhole(now, flip) ? 0 : 1;
            lost += flip == LOST ? 1 : 0;
            if (flip != last) {
                last = flip;
                System.out.println("sees " + flip + ".");
            }
            if (now.isOver()) {
                return new Asked(asked, torn, lost, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            }
            LockSupport.parkNanos(start + asked * PERIOD_NANOS - System.nanoTime()); // not at all where it is behind
        }
    }

    /** Everything that one document says, and that twice. */
    private static boolean isWhole(Flags now, long flip) {
        return now.userV2() == (flip % 2 == 1) && now.layout().equals("layout-" + flip) && now.flip() == flip;
    }
}
