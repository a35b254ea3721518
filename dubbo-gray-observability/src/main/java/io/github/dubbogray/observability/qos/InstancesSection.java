package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.placement.Standing;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.event.LabelDrift;
import io.github.dubbogray.router.health.LaneReport;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.route.RoutedInstance;
import io.github.dubbogray.router.route.RoutedReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.dubbo.rpc.model.ApplicationModel;

/** The {@code instances} that an application may call, each once however many references call it, by name and address. */
record InstancesSection(List<Seen> instances) implements Section {

    /**
     * One instance.
     *
     * @param lane empty where it is in none
     * @param ejected why health holds it out, a sentence; empty where it does not
     */
    record Seen(RoutedInstance found, Optional<String> lane, Optional<String> ejected, List<LabelDrift> drifts) {

        private JsonObject json() {
            return new JsonObject()
                    .put("application", found.instance().application())
                    .put("address", found.address())
                    .putOrNull("lane", lane.orElse(null))
                    .putOrNull("version", version().orElse(null))
                    .putTexts("labels", found.instance().labels().toMap())
                    .put("weight", found.weight())
                    .put("standing", standing())
                    .put("reachable", found.isReachable())
                    .putOrNull("ejected", ejected.orElse(null))
                    .put("drifts", drifts.stream().map(Seen::json).toList());
        }

        private static JsonObject json(LabelDrift drift) {
            return new JsonObject()
                    .put("label", drift.key())
                    .put("registered", drift.registered())
                    .put("effective", drift.effective());
        }

        private List<String> cells() {
            return List.of(
                    found.instance().application(),
                    found.address(),
                    lane.orElse("-"),
                    version().orElse("-"),
                    found.instance().labels().isEmpty()
                            ? "-"
                            : found.instance().labels().toString(),
                    Numbers.text(found.weight()),
                    state());
        }

        private String state() {
            return standing()
                    + (found.instance().standing() == Standing.OUT ? ": weight 0, disabled or withdrawn" : "")
                    + (found.isReachable() ? "" : ", not connected")
                    + ejected.map(sentence -> ", " + sentence).orElse("")
                    + drifts.stream()
                            .map(drift -> ", drift: " + drift.describe())
                            .collect(Collectors.joining());
        }

        private String standing() {
            return found.instance().standing().name().toLowerCase(Locale.ROOT);
        }

        private Optional<String> version() {
            return found.instance().labels().value(InstanceLabels.VERSION);
        }
    }

    static InstancesSection of(ApplicationModel model, GrayApplication gray) {
        Map<String, RoutedInstance> found = new TreeMap<>();
        RoutedReference.of(model)
                .forEach(reference -> reference
                        .instances()
                        .forEach(instance -> found.merge(
                                instance.instance().application() + " " + instance.address(),
                                instance,
                                (a, b) -> a.isReachable() ? a : b)));
        Map<String, String> ejected = gray.watches().report().stream()
                .flatMap(lane -> lane.out().stream())
                .collect(Collectors.toMap(LaneReport.Out::address, LaneReport.Out::told, (a, b) -> a));
        List<LabelDrift> drifts = gray.drifts();
        List<Seen> seen = new ArrayList<>();
        found.values()
                .forEach(instance -> seen.add(new Seen(
                        instance,
                        gray.documents()
                                .table(instance.instance().application())
                                .laneOf(instance.instance().labels())
                                .map(Lane::name),
                        Optional.ofNullable(ejected.get(instance.address())),
                        drifts.stream()
                                .filter(drift -> drift.address().equals(instance.address()))
                                .toList())));
        return new InstancesSection(seen);
    }

    @Override
    public void addTo(JsonObject json) {
        json.put("instances", instances.stream().map(Seen::json).toList());
    }

    @Override
    public void addTo(Lines lines) {
        if (instances.isEmpty()) {
            lines.line("no instances are known: nothing is called yet, or nobody provides it");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("application", "address", "lane", "version", "labels", "weight", "state"));
        instances.forEach(instance -> rows.add(instance.cells()));
        lines.rows("  ", rows);
    }
}
