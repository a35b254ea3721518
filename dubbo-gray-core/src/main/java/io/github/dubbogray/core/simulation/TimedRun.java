package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.explain.Explanation;
import io.github.dubbogray.core.explain.NamedInstance;
import io.github.dubbogray.core.explain.Question;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.TripRules;
import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.health.watch.WatchedAbsence;
import io.github.dubbogray.core.placement.Absence;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One run of a scenario that takes time: each request is placed among those that health leaves, its instance drawn, and its
 * outcome told to health, which is evaluated every 100 ms.
 */
final class TimedRun {

    private static final long LOOK_MILLIS = 100;
    private static final long ELAPSED_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Scenario scenario;
    private final Timeline timeline;
    private final Draws draws;
    private final Map<String, ApplicationWatch> watches = new TreeMap<>();
    private final TimedReport report;
    private Fleet<BitSet> fleet;
    private long now;

    TimedRun(Scenario scenario, Timeline timeline) {
        this.scenario = scenario;
        this.timeline = timeline;
        this.draws = new Draws(scenario.population().seed());
        this.fleet = fleet(Absence.NONE);
        this.report = new TimedReport(scenario, timeline, fleet.tables());
        fleet.tables().forEach(table -> watches.put(table.application(), watch(table)));
        sendAll();
    }

    SimulationReport report() {
        return report;
    }

    private Fleet<BitSet> fleet(Absence absence) {
        return Fleet.of(
                scenario.instances().stream().map(SimulatedInstance::instance).toList(),
                scenario.caller().labels(),
                scenario::table,
                absence,
                Function.identity());
    }

    private ApplicationWatch watch(Table table) {
        ApplicationWatch watch = ApplicationWatch.none(table.application()).under(table.health(), 0);
        table.lanes().stream()
                .forEach(lane -> watch.lane(lane.name()).ifPresent(found -> found.hold(namesOf(table, lane), 0)));
        return watch;
    }

    private List<String> namesOf(Table table, Lane lane) {
        return scenario.instances().stream()
                .filter(instance -> isIn(table, lane, instance))
                .map(SimulatedInstance::name)
                .toList();
    }

    private static boolean isIn(Table table, Lane lane, SimulatedInstance instance) {
        return instance.instance().application().equals(table.application())
                && lane.members().includes(instance.instance().labels());
    }

    private void sendAll() {
        Map<String, String> caller = scenario.caller().values();
        int[] numbers = new int[scenario.population().groups().size()];
        for (int request = 0; request < scenario.population().count(); request++) {
            long at = timeline.millisOf(request);
            for (; now + LOOK_MILLIS <= at; now += LOOK_MILLIS) {
                evaluate(now + LOOK_MILLIS);
            }
            int group = drawnGroup();
            send(scenario.population().groups().get(group).question(++numbers[group], caller, draws), at);
        }
    }

    private void evaluate(long millis) {
        List<HealthEvent> news = watches.values().stream()
                .flatMap(watch -> watch.evaluate(TimeUnit.MILLISECONDS.toNanos(millis)).stream())
                .toList();
        news.forEach(event -> report.tell(millis, event));
        if (!news.isEmpty()) {
            fleet = fleet(new WatchedAbsence(watches, this::nameOf, TimedRun::second));
        }
    }

    private static String second(long nanos) {
        return "second " + TimedReport.seconds(TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    private String nameOf(int position) {
        return scenario.instances().get(position).name();
    }

    private int drawnGroup() {
        List<RequestGroup> groups = scenario.population().groups();
        int left = draws.below(100);
        int group = 0;
        while (left >= groups.get(group).percent()) {
            left -= groups.get(group++).percent();
        }
        return group;
    }

    private void send(Question question, long millis) {
        Explanation explanation = Explanation.of(
                fleet, question, this::isAdmitted, new StatePresence(scenario.instances()), this::nameOf);
        Placement placement = explanation.trace().placement();
        report.placed(placement, millis);
        if (placement instanceof Placement.Refused) {
            return;
        }
        List<NamedInstance> serving = explanation.instances();
        SimulatedInstance instance = scenario.instances()
                .get(serving.get(draws.below(serving.size())).position());
        boolean failed = draws.below(TripRules.EVERYTHING) < timeline.failingOf(instance, millis);
        String lane = placement.lane().orElse("");
        report.served(lane, failed, millis);
        watchOf(instance.instance().application(), lane, instance.name())
                .forEach(watch -> watch.record(
                        failed ? Outcome.FAILURE : Outcome.SUCCESS,
                        ELAPSED_NANOS,
                        TimeUnit.MILLISECONDS.toNanos(millis) + ELAPSED_NANOS));
    }

    private Stream<InstanceWatch> watchOf(String application, String lane, String instance) {
        return Optional.ofNullable(watches.get(application))
                .flatMap(watch -> watch.lane(lane))
                .flatMap(watch -> watch.instance(instance))
                .stream();
    }

    private boolean isAdmitted(String application, String lane) {
        return Optional.ofNullable(watches.get(application))
                .flatMap(watch -> watch.lane(lane))
                .filter(watch -> watch.admits(draws.below(TripRules.EVERYTHING)))
                .isPresent();
    }
}
