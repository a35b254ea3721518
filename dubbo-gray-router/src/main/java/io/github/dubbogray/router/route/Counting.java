package io.github.dubbogray.router.route;

import io.github.dubbogray.core.rule.Coloring;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.meter.Counter;
import io.github.dubbogray.router.meter.Gauges;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import java.lang.ref.WeakReference;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts what becomes of the calls of an application; what it counts the claims of a document by is shared by its references. */
final class Counting {

    /** The meters whose tags are rules and lanes of documents, which come and go. */
    private static final Set<Meter> OF_DOCUMENTS =
            EnumSet.of(Meter.COLORINGS, Meter.TRIPS, Meter.EJECTIONS, Meter.RETRIES);

    private final Meters meters;
    private final Gauges gauges;

    /** Guarded by this: the claims of the last table of each application, as long as somebody has that. */
    private final Map<String, Claims> claims = new HashMap<>();

    /**
     * The counters of every answer that a table's rules can give, by the answer's very object: rules of two applications may
     * give equal ones.
     */
    private record Claims(WeakReference<Table> table, IdentityHashMap<Coloring, Counter> counters) {

        private boolean areOf(Table other) {
            return table.refersTo(other);
        }

        private boolean areOfNobody() {
            return table.refersTo(null);
        }
    }

    Counting(Meters meters, Gauges gauges) {
        this.meters = meters;
        this.gauges = gauges;
    }

    /** Says that a reference has other instances, or the same under another document. */
    void changed() {
        gauges.changed();
    }

    /** Returns what counts the calls to applications under the tables in force, which are not empty. */
    RouteCounts of(List<Table> tables) {
        return new RouteCounts(tables, this::countersOf, meters);
    }

    /** By the very table: an equal one's rules give other objects. */
    private synchronized IdentityHashMap<Coloring, Counter> countersOf(Table table) {
        Claims known = claims.get(table.application());
        if (known == null || !known.areOf(table)) {
            claims.values().removeIf(Claims::areOfNobody);
            retire(table); // before new ones take the places of those that are back
            known = new Claims(new WeakReference<>(table), newCounters(table));
            expect(table);
            claims.put(table.application(), known);
        }
        return known.counters();
    }

    private IdentityHashMap<Coloring, Counter> newCounters(Table table) {
        IdentityHashMap<Coloring, Counter> counters = new IdentityHashMap<>();
        table.rules()
                .list()
                .forEach(rule -> rule.claims()
                        .forEach(claim -> counters.put(
                                claim,
                                meters.counter(
                                        Meter.COLORINGS, table.application(), "rule", claim.ruleId(), claim.lane()))));
        return counters;
    }

    /** Lets what the document makes possible begin with zero: a series that begins with one shows no increase. */
    private void expect(Table table) {
        table.health().forEach((lane, health) -> {
            if (health.trip() != null) {
                meters.counter(Meter.TRIPS, table.application(), lane);
            }
            if (health.mayEject()) {
                meters.counter(Meter.EJECTIONS, table.application(), lane, "calls");
                meters.counter(Meter.EJECTIONS, table.application(), lane, "probes");
            }
        });
    }

    /** Lets series of rules and lanes that the document has no more give their place once it is needed. */
    private void retire(Table table) {
        Set<String> rules = table.rules().list().stream().map(Rule::id).collect(Collectors.toSet());
        Set<String> lanes = table.lanes().stream().map(Lane::name).collect(Collectors.toSet());
        meters.retire(
                series -> table.application().equals(series.value(Meter.Tags.APPLICATION))
                        && OF_DOCUMENTS.contains(series.meter()),
                series -> series.meter() == Meter.COLORINGS
                        ? !"rule".equals(series.value(Meter.Tags.REASON))
                                || rules.contains(series.value(Meter.Tags.RULE))
                        : lanes.contains(series.value(Meter.Tags.LANE)));
    }
}
