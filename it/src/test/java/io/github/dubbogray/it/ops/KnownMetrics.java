package io.github.dubbogray.it.ops;

import io.github.dubbogray.router.meter.Meter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which metrics an expression may name, and which labels they have.
 *
 * @param labels by the name of a series, those of its target included
 */
record KnownMetrics(Map<String, Set<String>> labels) {

    private static final Set<String> OF_TARGETS = Set.of("job", "instance");

    /** A line of the list. */
    record Listed(String kind, String name, List<String> labels) {}

    /** Returns what is exported, and what the rules make of it. */
    static KnownMetrics withRecorded(List<Rules.Recorded> recorded) {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        for (Listed metric : listed()) {
            if (metric.kind().equals("timer")) {
                for (String part : List.of("_count", "_sum", "_max")) {
                    known.put(metric.name() + part, with(metric.labels()));
                }
                Set<String> buckets = with(metric.labels());
                buckets.add("le");
                known.put(metric.name() + "_bucket", buckets);
            } else {
                known.put(metric.name(), with(metric.labels()));
            }
        }
        recorded.forEach(rule -> known.put(rule.name(), rule.level()));
        return new KnownMetrics(known);
    }

    /** Returns what an expression names and there is not; empty if all is well. */
    List<String> missing(String expression) {
        PromQl parsed = PromQl.of(expression);
        List<String> missing = new ArrayList<>();
        for (PromQl.Selector selector : parsed.selectors()) {
            Set<String> there = labels.get(selector.metric());
            if (there == null) {
                missing.add("no metric " + selector.metric());
            } else {
                selector.labels().stream()
                        .filter(label -> !there.contains(label))
                        .forEach(label -> missing.add("no label " + label + " on " + selector.metric()));
            }
        }
        for (PromQl.Grouping grouping : parsed.groupings()) {
            for (String label : grouping.labels()) {
                if (grouping.metrics().stream()
                        .noneMatch(
                                metric -> labels.getOrDefault(metric, Set.of()).contains(label))) {
                    missing.add("no label " + label + " on any of " + grouping.metrics());
                }
            }
        }
        return missing;
    }

    /** Returns every label that some metric of an expression has. */
    Set<String> labelsOf(String expression) {
        Set<String> all = new HashSet<>();
        PromQl.of(expression)
                .selectors()
                .forEach(selector -> all.addAll(labels.getOrDefault(selector.metric(), Set.of())));
        return all;
    }

    /** Returns what this library exports, and what a file lists of others. */
    static List<Listed> listed() {
        return Stream.concat(Stream.of(Meter.values()).map(KnownMetrics::exported), ofOthers())
                .toList();
    }

    /** Names a metric as Micrometer's naming convention for Prometheus does, which {@code GrayMetricsTest} holds. */
    private static Listed exported(Meter meter) {
        String name = meter.id().replace('.', '_');
        return switch (meter.kind()) {
            case COUNTER ->
                new Listed("counter", name + (meter.unit().equals("bytes") ? "_bytes_total" : "_total"), meter.tags());
            case TIMER -> new Listed("timer", name + "_seconds", meter.tags());
            case GAUGE -> new Listed("gauge", meter.unit().equals("seconds") ? name + "_seconds" : name, meter.tags());
        };
    }

    private static Stream<Listed> ofOthers() {
        return OpsFolder.text(OpsFolder.ROOT.resolve("it/src/test/resources/ops/metrics.txt"))
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Arrays.asList(line.strip().split("\\s+")))
                .map(words -> new Listed(words.get(0), words.get(1), words.subList(2, words.size())));
    }

    private static Set<String> with(List<String> own) {
        Set<String> labels = new TreeSet<>(own);
        labels.addAll(OF_TARGETS);
        return labels;
    }
}
