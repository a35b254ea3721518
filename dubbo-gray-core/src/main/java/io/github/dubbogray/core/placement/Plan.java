package io.github.dubbogray.core.placement;

import io.github.dubbogray.core.placement.TierStep.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to try, in order, for one tag (clause P1).
 *
 * <p>A tier counts as able to serve while enough of its instances are healthy and reachable. Where no tier is, unhealthy
 * instances count too, rather than that nobody serves; where that gives none either, connections are not asked again: the
 * first tier with enough listed instances takes the call, and the host's own error handling applies.
 *
 * @param tag the tag's text, or empty for requests without a tag
 * @param none the adapter's empty set, for refusals
 * @param unadmitted what to try instead for a request that the wanted lane does not admit; null if it does not ask
 */
record Plan<S>(
        String application,
        String tag,
        List<Choice<S>> choices,
        S none,
        @Nullable Unadmitted<S> unadmitted) {

    Plan {
        choices = List.copyOf(choices);
    }

    /**
     * The plan without a lane.
     *
     * @param lane who is asked for admission
     */
    record Unadmitted<S>(String lane, Plan<S> plan) {}

    /** Returns this plan if it may be followed for a request; asks for admission where a lane wants that, once. */
    Plan<S> under(Admission admission) {
        return unadmitted == null || admission.isAdmitted(application, unadmitted.lane()) ? this : unadmitted.plan();
    }

    Decision<S> decide(Presence presence) {
        for (int i = 0; i < Sight.IN_ORDER.size(); i++) { // no iterator: a decision allocates nothing
            Sight sight = Sight.IN_ORDER.get(i);
            Choice<S> chosen = first(sight, presence);
            if (chosen != null) {
                return sight.of(chosen).decision();
            }
        }
        return new Decision<>(refusal(presence), none);
    }

    Placement.Refused refusal(Presence presence) {
        return new Placement.Refused(
                application,
                tag,
                choices.stream().map(choice -> choice.tried(presence)).toList());
    }

    /** Returns the first choice that can serve with the instances in sight, as near as can be, or null if none can. */
    @Nullable Choice<S> first(Sight sight, Presence presence) {
        for (int i = 0; i < choices.size(); i++) { // no iterator: a decision allocates nothing
            if (sight.hasCapacity(choices.get(i), presence)) {
                return choices.get(i).nearest(sight, presence);
            }
        }
        return null;
    }

    /**
     * Returns every tier as this presence shows it.
     *
     * @param chosen what this plan chose, or null if nothing can serve
     * @param outcome what became of the chosen one
     */
    List<TierStep> steps(@Nullable Choice<S> chosen, Outcome outcome, Presence presence) {
        List<TierStep> steps = new ArrayList<>();
        for (Choice<S> choice : choices) {
            if (chosen == null || choice.rank() < chosen.rank()) {
                steps.add(choice.step(application, presence, Outcome.TOO_FEW));
            } else if (choice.rank() > chosen.rank()) {
                steps.add(choice.step(application, presence, Outcome.NOT_NEEDED));
            } else {
                steps.addAll(steps(choice, chosen, outcome, presence));
            }
        }
        return steps;
    }

    /** The parts of the chosen tier, the nearest first, then the tier itself. */
    private List<TierStep> steps(Choice<S> tier, Choice<S> chosen, Outcome outcome, Presence presence) {
        List<TierStep> steps = new ArrayList<>();
        Outcome next = Outcome.TOO_FEW;
        for (Choice<S> part : tier.nearer()) {
            boolean isChosen = part.tier().equals(chosen.tier());
            steps.add(part.step(application, presence, isChosen ? outcome : next));
            next = isChosen ? Outcome.NOT_NEEDED : next;
        }
        boolean isWhole = tier.tier().equals(chosen.tier());
        steps.add(tier.step(application, presence, isWhole ? outcome : Outcome.NOT_NEEDED));
        return steps;
    }
}
