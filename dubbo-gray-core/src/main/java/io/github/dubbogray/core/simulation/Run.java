package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.explain.Explanation;
import io.github.dubbogray.core.explain.NamedInstance;
import io.github.dubbogray.core.explain.Question;
import io.github.dubbogray.core.explain.RuleStep;
import io.github.dubbogray.core.explain.TagOrigin;
import io.github.dubbogray.core.placement.Fleet;
import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.placement.Presence;
import io.github.dubbogray.core.placement.Tier;
import io.github.dubbogray.core.placement.TierStep;
import io.github.dubbogray.core.placement.Trace;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One run of a scenario: each request is explained, its instance drawn, and all of it counted. */
final class Run {

    private final Scenario scenario;
    private final Fleet<BitSet> fleet;
    private final Presence presence;
    private final Draws draws;
    private final Tally origins = new Tally();
    private final Tally tiers = new Tally();
    private final Tally instances = new Tally();
    private final Tally fallbacks = new Tally();
    private final Tally refusals = new Tally();

    Run(Scenario scenario) {
        this.scenario = scenario;
        this.presence = new StatePresence(scenario.instances());
        this.draws = new Draws(scenario.population().seed());
        this.fleet = Fleet.of(
                scenario.instances().stream().map(SimulatedInstance::instance).toList(),
                scenario.caller().labels(),
                scenario::table,
                Function.identity());
        expectAll();
        sendAll();
    }

    SimulationReport report() {
        return new Report(scenario, fleet.tables(), origins, tiers, instances, fallbacks, refusals);
    }

    /** Rules, lanes and instances that no request reaches are worth a row too. */
    private void expectAll() {
        fleet.tables().forEach(table -> {
            table.rules().list().forEach(rule -> rule.lanes().forEach(lane -> origins.expect(byRule(rule.id(), lane))));
            table.gray().forEach(lane -> tiers.expect(new Tier.OfLane(lane.name()).describe()));
            tiers.expect(new Tier.OfLane(table.stable().name()).describe());
        });
        scenario.instances().forEach(instance -> instances.expect(instance.name()));
    }

    /** The borders between groups are rounded, so that the groups together are all requests. */
    private void sendAll() {
        Map<String, String> caller = scenario.caller().values();
        int count = scenario.population().count();
        int percent = 0;
        for (RequestGroup group : scenario.population().groups()) {
            long first = (long) count * percent / 100;
            percent += group.percent();
            long end = (long) count * percent / 100;
            for (int number = 1; number <= end - first; number++) {
                send(group.question(number, caller, draws));
            }
        }
    }

    private void send(Question question) {
        Explanation explanation = Explanation.of(
                fleet,
                question,
                presence,
                position -> scenario.instances().get(position).name());
        origins.count(originOf(explanation));
        Placement placement = explanation.trace().placement();
        if (placement instanceof Placement.Refused) {
            refusals.count(placement.describe());
            return;
        }
        if (placement instanceof Placement.FellBack) {
            fallbacks.count(placement.describe());
        }
        NamedInstance instance = drawn(explanation.instances());
        instances.count(instance.name());
        tiers.count(tierOf(instance, explanation.trace()));
    }

    /** A load balancer passes over instances without a connection, where others have one. */
    private NamedInstance drawn(List<NamedInstance> serving) {
        List<NamedInstance> reachable = serving.stream()
                .filter(instance -> presence.isReachable(instance.position()))
                .toList();
        List<NamedInstance> eligible = reachable.isEmpty() ? serving : reachable;
        return eligible.get(draws.below(eligible.size()));
    }

    private static String originOf(Explanation explanation) {
        if (explanation.origin() instanceof TagOrigin.Carried) {
            return "carried tag";
        }
        return explanation.origin().rules().stream()
                .filter(RuleStep.Claimed.class::isInstance)
                .map(RuleStep.Claimed.class::cast)
                .findFirst()
                .map(claimed -> byRule(claimed.rule(), claimed.lane()))
                .orElseGet(() -> explanation.origin().tag().isPresent() ? "no rule, pinned" : "no rule");
    }

    private static String byRule(String rule, String lane) {
        return "rule " + rule + ": " + lane;
    }

    /** Where several applications serve together, the tier is the one of the instance's application. */
    private String tierOf(NamedInstance instance, Trace trace) {
        String application =
                scenario.instances().get(instance.position()).instance().application();
        return trace.tiers().stream()
                .filter(step -> step.outcome() == TierStep.Outcome.SERVES)
                .filter(step -> step.application().equals(application))
                .map(step -> step.tier().describe())
                .findFirst()
                .orElseThrow();
    }
}
