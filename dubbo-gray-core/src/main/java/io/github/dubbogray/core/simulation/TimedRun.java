package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.explain.Explanation;
import io.github.dubbogray.core.explain.NamedInstance;
import io.github.dubbogray.core.explain.Question;
import io.github.dubbogray.core.explain.TagOrigin;
import io.github.dubbogray.core.health.Outcome;
import io.github.dubbogray.core.health.TripRules;
import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.health.watch.LaneWatch;
import io.github.dubbogray.core.health.watch.TripState;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Presence;
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
    private final Fleet<BitSet> fleet;
    private final Map<String, ApplicationWatch> watches = new TreeMap<>();
    private final TimedReport report;
    private long now;

    TimedRun(Scenario scenario, Timeline timeline) {
        this.scenario = scenario;
        this.timeline = timeline;
        this.draws = new Draws(scenario.population().seed());
        this.fleet = Fleet.of(
                scenario.instances().stream().map(SimulatedInstance::instance).toList(),
                scenario.caller().labels(),
                scenario::table,
                Function.identity());
        this.report = new TimedReport(scenario, timeline, fleet.tables());
        fleet.tables().forEach(table -> watches.put(table.application(), watch(table)));
        sendAll();
    }

    String report() {
        return report.toString();
    }

    private ApplicationWatch watch(Table table) {
        ApplicationWatch watch = ApplicationWatch.none(table.application()).under(table.health(), 0);
        Stream.concat(Stream.of(table.stable()), table.gray().stream())
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
        watches.values()
                .forEach(watch -> watch.evaluate(TimeUnit.MILLISECONDS.toNanos(millis))
                        .forEach(event -> report.tell(millis, event)));
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
        Presence presence = presence(question);
        Explanation explanation = Explanation.of(
                fleet,
                question,
                presence,
                position -> scenario.instances().get(position).name());
        Placement placement = explanation.trace().placement();
        if (placement instanceof Placement.Refused) {
            report.refused(millis);
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

    /** Who is ejected, and who is in a lane that does not take this request, counts as absent (clause P5). */
    private Presence presence(Question question) {
        String wanted = TagOrigin.of(fleet, question).tag().orElse("");
        BitSet absent = new BitSet();
        for (ApplicationWatch watch : watches.values()) {
            for (LaneWatch lane : watch.lanes()) {
                boolean isTaken = lane.name().equals(wanted)
                        ? lane.admits(draws.below(TripRules.EVERYTHING))
                        : lane.trip() == TripState.CLOSED;
                addAbsent(lane, isTaken, absent);
            }
        }
        return new Remaining(scenario.instances(), absent);
    }

    private void addAbsent(LaneWatch watch, boolean isTaken, BitSet absent) {
        for (int position = 0; position < scenario.instances().size(); position++) {
            boolean isAbsent = watch.instance(scenario.instances().get(position).name())
                    .filter(instance -> instance.isOut() || !isTaken)
                    .isPresent();
            absent.set(position, absent.get(position) || isAbsent);
        }
    }

    /** The instances that health leaves. */
    private record Remaining(List<SimulatedInstance> instances, BitSet absent) implements Presence {
        @Override
        public boolean isListed(int instance) {
            return !absent.get(instance) && instances.get(instance).state().isListed();
        }

        @Override
        public boolean isReachable(int instance) {
            return !absent.get(instance) && instances.get(instance).state().isReachable();
        }
    }
}
