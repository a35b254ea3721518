package io.github.dubbogray.router.registry;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.news.Once;
import io.github.dubbogray.router.event.InOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * Watches whether all registries that list a service list the same kinds of instances. Of a reference over several
 * registries Dubbo draws one before any router is asked, so a call cannot be placed on what only another lists. Warns once
 * for each difference that lasts, as instances do not register everywhere at the same moment. Not safe for use by several
 * threads at once.
 */
final class RegistrySpread {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrySpread.class);

    /** How long a difference must last to be told. */
    static final long LASTING_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final int MOST_WARNINGS = 20;

    private final String service;
    private final LongSupplier nanoTime;
    private final InOrder told;
    private final Once<String> said = Once.upTo(MOST_WARNINGS);
    private String difference = "";
    private long since;

    /**
     * Knows of no list yet.
     *
     * @param told tells, outside of whatever lock a list is taken over under
     */
    RegistrySpread(String service, LongSupplier nanoTime, InOrder told) {
        this.service = service;
        this.nanoTime = nanoTime;
        this.told = told;
    }

    /** Takes note of what the registries list now. */
    void take(Map<NamingRegistry, List<RegisteredInstance>> lists) {
        String now = lists.size() < 2 ? "" : difference(lists);
        if (!now.equals(difference)) {
            difference = now;
            since = nanoTime.getAsLong();
        }
    }

    /** Warns if there is a difference and it has lasted. */
    void step() {
        if (!difference.isEmpty() && nanoTime.getAsLong() - since >= LASTING_NANOS) {
            String lasting = difference;
            if (said.isNews(lasting)) {
                told.add(() -> LOG.warn(lasting));
            }
        }
    }

    /** A registry that lists nobody is drawn only where all do. */
    private String difference(Map<NamingRegistry, List<RegisteredInstance>> lists) {
        Map<String, Set<String>> registriesOf = new TreeMap<>();
        Set<String> registries = new TreeSet<>();
        lists.forEach((registry, list) -> list.forEach(instance -> {
            registries.add(registry.describe());
            registriesOf
                    .computeIfAbsent(kindOf(instance), kind -> new TreeSet<>())
                    .add(registry.describe());
        }));
        List<String> parts = new ArrayList<>();
        registriesOf.forEach((kind, holders) -> {
            if (holders.size() < registries.size()) {
                parts.add(kind + " only in " + holders.stream().collect(Collectors.joining(" and in ")));
            }
        });
        return parts.isEmpty()
                ? ""
                : service + " is listed by " + registries.size()
                        + " registries, with instances that not all of them have: "
                        + String.join("; ", parts)
                        + ". For each call Dubbo draws one registry before any router is asked, and the call is placed"
                        + " there alone: where that one lacks the lane, it falls back or is refused. Register every lane"
                        + " in every registry, or take one registry for the reference.";
    }

    private static String kindOf(RegisteredInstance instance) {
        Labels labels = LiveInstance.of(instance, 1).labels().without(LoadWeights.EARLIER_LABEL);
        return labels.isEmpty() ? "instances without labels" : labels.toString();
    }
}
