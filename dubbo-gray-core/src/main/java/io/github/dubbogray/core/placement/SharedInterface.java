package io.github.dubbogray.core.placement;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Placement among several applications that provide one interface (clause I4): those that can serve at the best rank
 * any of them reaches serve together, so that nobody falls back while another application has what was asked for. As in
 * a {@link Plan}, listed instances without a connection count only where no application has reachable ones.
 */
final class SharedInterface {

    private SharedInterface() {}

    static <S> Decision<S> decide(List<Plan<S>> plans, Presence presence, Function<BitSet, S> ready) {
        List<Choice<S>> reachable = choices(plans, Choice.Sight.REACHABLE, presence);
        List<Choice<S>> choices = reachable.isEmpty() ? choices(plans, Choice.Sight.LISTED, presence) : reachable;
        int best = choices.stream().mapToInt(Choice::rank).min().orElse(-1);
        if (best < 0) {
            return new Decision<>(refusal(plans, presence), ready.apply(new BitSet()));
        }
        List<Choice<S>> serving =
                choices.stream().filter(choice -> choice.rank() == best).toList();
        return serving.size() == 1 ? serving.get(0).decision() : together(serving, ready);
    }

    private static <S> List<Choice<S>> choices(List<Plan<S>> plans, Choice.Sight sight, Presence presence) {
        return plans.stream()
                .map(plan -> plan.first(sight, presence))
                .filter(Objects::nonNull)
                .toList();
    }

    private static <S> Decision<S> together(List<Choice<S>> serving, Function<BitSet, S> ready) {
        BitSet members = new BitSet();
        serving.forEach(choice -> members.or(choice.members()));
        return new Decision<>(serving.get(0).decision().placement(), ready.apply(members));
    }

    private static <S> Placement refusal(List<Plan<S>> plans, Presence presence) {
        String applications = plans.stream().map(Plan::application).collect(Collectors.joining(", "));
        List<Placement.Tried> tried = plans.stream()
                .flatMap(plan -> plan.refusal(presence).tried().stream())
                .toList();
        return new Placement.Refused(applications, plans.get(0).tag(), tried);
    }
}
