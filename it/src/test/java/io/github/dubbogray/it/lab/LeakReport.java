package io.github.dubbogray.it.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Netty's report of a buffer that was collected before it was released.
 *
 * @param accesses where it was touched, newest first, and at last created: each a stack trace, innermost frame first,
 *     without module and indentation
 */
public record LeakReport(List<List<String>> accesses) {

    private static final String HEAD = "LEAK: ";
    private static final String INDENTATION = "\t";

    /** How a filter or an observer of ours hands a call or a message on; what happens below is another's. */
    private static final Set<String> HANDING_ON = Set.of("invoke", "onNext", "onError", "onCompleted");

    /** Copies. */
    public LeakReport {
        accesses = accesses.stream().map(List::copyOf).toList();
    }

    /** Reads one report: the lines below its head. */
    public static LeakReport of(String records) {
        List<List<String>> accesses = new ArrayList<>();
        for (String line : records.lines().toList()) {
            if (!line.startsWith(INDENTATION)) {
                accesses.add(new ArrayList<>());
            } else if (!accesses.isEmpty()) {
                accesses.get(accesses.size() - 1)
                        .add(line.substring(line.indexOf('/') + 1).strip());
            }
        }
        accesses.removeIf(List::isEmpty);
        return new LeakReport(accesses);
    }

    /** Finds the reports in a log. */
    public static List<LeakReport> in(String log) {
        return Arrays.stream(log.split(HEAD, -1)).skip(1).map(LeakReport::of).toList();
    }

    /** Returns whether a frame is in it. */
    public boolean has(Predicate<String> frame) {
        return accesses.stream().flatMap(List::stream).anyMatch(frame);
    }

    /**
     * Returns whether this library had the buffer in hand: a frame of a shipped module called Dubbo or Netty, other than to
     * hand a call or a message on. Buffers of Dubbo's are created and read below such a hand-over, as all calls are.
     */
    public boolean isOurs() {
        return accesses.stream().anyMatch(LeakReport::isOurs);
    }

    private static boolean isOurs(List<String> access) {
        String called = "";
        for (String frame : access) {
            boolean isForeign = called.startsWith("io.netty.") || called.startsWith("org.apache.dubbo.");
            if (isShipped(frame) && isForeign && !HANDING_ON.contains(method(called))) {
                return true;
            }
            if (!frame.startsWith("java.")) {
                called = frame;
            }
        }
        return false;
    }

    private static boolean isShipped(String frame) {
        return frame.startsWith("io.github.dubbogray.") && !frame.startsWith("io.github.dubbogray.it.");
    }

    private static String method(String frame) {
        String name = frame.substring(0, frame.indexOf('('));
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
