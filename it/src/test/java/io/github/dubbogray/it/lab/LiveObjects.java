package io.github.dubbogray.it.lab;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many objects of each class are left in this JVM after a collection, as {@code jcmd GC.class_histogram} has them. */
public final class LiveObjects {

    private LiveObjects() {}

    /** Collects garbage, then counts the objects of the classes that are asked for, by their names. */
    public static Map<String, Long> count(Predicate<String> type) {
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return histogram
                    .lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length >= 4 && columns[0].endsWith(":") && type.test(columns[3]))
                    .collect(Collectors.toMap(columns -> columns[3], columns -> Long.parseLong(columns[1]), Long::sum));
        } catch (JMException e) {
            throw new IllegalStateException("this JVM counts no objects", e);
        }
    }

    /** Returns the classes with more objects than before, and by how many, where that is more than a few. */
    public static Map<String, Long> grownBy(int few, Map<String, Long> before, Map<String, Long> after) {
        Map<String, Long> grown = new TreeMap<>();
        after.forEach((type, count) -> {
            long more = count - before.getOrDefault(type, 0L);
            if (more > few) {
                grown.put(type, more);
            }
        });
        return grown;
    }
}
