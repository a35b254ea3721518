package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A fleet, its documents and a population of requests, ready to be run. */
public final class Scenario {

    private final String title;
    private final SortedMap<String, Table> tables;
    private final Caller caller;
    private final List<SimulatedInstance> instances;
    private final Population population;
    private final @Nullable Timeline timeline;

    /**
     * Who sends the requests.
     *
     * @param application its name, or empty
     */
    record Caller(String application, Labels labels) {

        /** Returns what every request of this caller has, by source as documents spell it. */
        Map<String, String> values() {
            Map<String, String> values = new TreeMap<>();
            values.put("application", application);
            labels.toMap().forEach((key, value) -> values.put("label." + key, value));
            return values;
        }
    }

    Scenario(
            String title,
            Map<String, Table> tables,
            Caller caller,
            List<SimulatedInstance> instances,
            Population population,
            @Nullable Timeline timeline) {
        this.title = title;
        this.tables = new TreeMap<>(tables);
        this.caller = caller;
        this.instances = List.copyOf(instances);
        this.population = population;
        this.timeline = timeline;
    }

    /** Returns what the scenario is about. */
    public String title() {
        return title;
    }

    /** Runs all requests and returns the report. */
    public SimulationReport run() {
        return timeline == null ? new Run(this).report() : new TimedRun(this, timeline).report();
    }

    Table table(String application) {
        Table table = tables.get(application);
        return table == null ? Table.withoutDocument(application) : table;
    }

    Caller caller() {
        return caller;
    }

    List<SimulatedInstance> instances() {
        return instances;
    }

    Population population() {
        return population;
    }
}
