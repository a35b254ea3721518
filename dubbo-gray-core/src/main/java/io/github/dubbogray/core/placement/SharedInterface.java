package io.github.dubbogray.core.placement;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Placement among several applications that provide one interface (clause I4): those that can serve at the best rank
 * any of them reaches serve together, so that nobody falls back while another application has what was asked for. As in
 * a {@link Plan}, unhealthy instances and then those without a connection count only where no application has others.
 *
 * @param plans one for each application, in name order; at least one
 */
record SharedInterface<S>(List<Plan<S>> plans) {

    /** What the plans chose: one element for each, null where a plan has nothing that can serve. */
    private record Chosen<S>(Sight sight, List<@Nullable Choice<S>> byPlan, int bestRank) {

        static <S> Chosen<S> of(List<Plan<S>> plans, Sight sight, Presence presence) {
            List<@Nullable Choice<S>> chosen = new ArrayList<>();
            int best = Integer.MAX_VALUE;
            for (Plan<S> plan : plans) {
                Choice<S> choice = plan.first(sight, presence);
                chosen.add(choice);
                best = choice == null ? best : Math.min(best, choice.rank());
            }
            return new Chosen<>(sight, chosen, best);
        }

        boolean isEmpty() {
            return bestRank == Integer.MAX_VALUE;
        }

        TierStep.Outcome outcomeOf(@Nullable Choice<S> choice) {
            return choice != null && choice.rank() == bestRank ? TierStep.Outcome.SERVES : TierStep.Outcome.NOT_NEEDED;
        }

        List<Choice.Part<S>> serving() {
            List<Choice.Part<S>> serving = new ArrayList<>();
            for (Choice<S> choice : byPlan) {
                if (choice != null && choice.rank() == bestRank) {
                    serving.add(sight.of(choice));
                }
            }
            return serving;
        }
    }

    Decision<S> decide(Presence presence, Function<BitSet, S> ready) {
        List<Choice.Part<S>> serving = choose(presence).serving();
        if (serving.isEmpty()) {
            return new Decision<>(refusal(presence), ready.apply(new BitSet()));
        }
        return serving.size() == 1
                ? serving.get(0).decision()
                : new Decision<>(
                        placement(serving),
                        ready.apply(members(serving)),
                        serving.get(0).decision().affinity());
    }

    Trace trace(Presence presence) {
        Chosen<S> chosen = choose(presence);
        List<TierStep> steps = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            Choice<S> choice = chosen.byPlan().get(i);
            steps.addAll(plans.get(i).steps(choice, chosen.outcomeOf(choice), presence));
        }
        List<Choice.Part<S>> serving = chosen.serving();
        Placement placement = serving.isEmpty() ? refusal(presence) : placement(serving);
        return new Trace(
                steps,
                placement,
                members(serving).stream().filter(presence::isListed).boxed().toList());
    }

    private Chosen<S> choose(Presence presence) {
        Chosen<S> chosen = Chosen.of(plans, Sight.HEALTHY, presence);
        for (Sight sight : Sight.IN_ORDER) {
            chosen = chosen.isEmpty() ? Chosen.of(plans, sight, presence) : chosen;
        }
        return chosen;
    }

    private static <S> Placement placement(List<Choice.Part<S>> serving) {
        List<Tier> tiers = serving.stream().map(Choice.Part::tier).distinct().toList();
        Placement first = serving.get(0).decision().placement();
        return tiers.size() == 1 ? first : first.on(new Tier.Several(tiers));
    }

    private static <S> BitSet members(List<Choice.Part<S>> serving) {
        BitSet members = new BitSet();
        serving.forEach(part -> members.or(part.members()));
        return members;
    }

    private Placement refusal(Presence presence) {
        String applications = plans.stream().map(Plan::application).collect(Collectors.joining(", "));
        List<Placement.Tried> tried = plans.stream()
                .flatMap(plan -> plan.refusal(presence).tried().stream())
                .toList();
        return new Placement.Refused(applications, plans.get(0).tag(), tried);
    }
}
