package io.github.dubbogray.core.placement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to try, in order, for one tag (clause P1).
 *
 * <p>A tier counts as able to serve while enough of its instances are reachable. Where no tier is, connections are not
 * asked again: the first tier with enough listed instances takes the call, and the host's own error handling applies.
 *
 * @param tag the tag's text, or empty for requests without a tag
 * @param none the adapter's empty set, for refusals
 */
record Plan<S>(String application, String tag, List<Choice<S>> choices, S none) {

    Plan {
        choices = List.copyOf(choices);
    }

    Decision<S> decide(Presence presence) {
        Choice<S> chosen = choose(presence);
        return chosen == null ? new Decision<>(refusal(presence), none) : chosen.decision();
    }

    private @Nullable Choice<S> choose(Presence presence) {
        Choice<S> reachable = first(Choice.Sight.REACHABLE, presence);
        return reachable != null ? reachable : first(Choice.Sight.LISTED, presence);
    }

    Placement.Refused refusal(Presence presence) {
        return new Placement.Refused(
                application,
                tag,
                choices.stream().map(choice -> choice.tried(presence)).toList());
    }

    /** Returns the first choice that can serve with the instances in sight, or null if none can. */
    @Nullable Choice<S> first(Choice.Sight sight, Presence presence) {
        for (int i = 0; i < choices.size(); i++) { // no iterator: a decision allocates nothing
            if (choices.get(i).hasCapacity(sight, presence)) {
                return choices.get(i);
            }
        }
        return null;
    }
}
