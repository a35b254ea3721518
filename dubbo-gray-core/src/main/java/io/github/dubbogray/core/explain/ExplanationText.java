package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.placement.Headcount;
import io.github.dubbogray.core.placement.TierStep;
import java.util.List;
import java.util.function.Function;

/** Writes an explanation as aligned lines. */
final class ExplanationText {

    private final StringBuilder text = new StringBuilder();
    private final boolean isShared;

    ExplanationText(Explanation explanation) {
        isShared = explanation.documents().size() > 1;
        explanation.documents().forEach(document -> line(document.describe()));
        line("tag: " + explanation.origin().describe());
        section("rules", explanation.origin().rules(), this::nameOf, RuleStep::describe);
        section("tiers", explanation.trace().tiers(), this::nameOf, ExplanationText::state);
        line(explanation.trace().placement().describe());
        section(
                "instances",
                explanation.instances(),
                instance -> Integer.toString(instance.position()),
                NamedInstance::name);
    }

    private String nameOf(RuleStep step) {
        return isShared ? step.application() + " " + step.rule() : step.rule();
    }

    private String nameOf(TierStep step) {
        return isShared
                ? step.application() + " " + step.tier().describe()
                : step.tier().describe();
    }

    private static String state(TierStep step) {
        return outcome(step.outcome()) + ": " + step.orTrip(counts(step.found(), step.required()));
    }

    private static String counts(Headcount found, int required) {
        return found.present() + " of " + found.registered() + " present"
                + (found.unhealthy() > 0 ? " (" + found.unhealthy() + " unhealthy)" : "")
                + (found.out() > 0 ? ", " + found.out() + " taken out" : "")
                + (found.ejected() > 0 ? ", " + found.ejected() + " ejected" : "")
                + ", " + found.reachable() + " reachable, needs " + required;
    }

    private static String outcome(TierStep.Outcome outcome) {
        return switch (outcome) {
            case SERVES -> "serves";
            case TOO_FEW -> "too few";
            case NOT_NEEDED -> "not needed";
        };
    }

    private <T> void section(String title, List<T> rows, Function<T, String> name, Function<T, String> rest) {
        if (rows.isEmpty()) {
            return;
        }
        line(title);
        int width = rows.stream().map(name).mapToInt(String::length).max().orElse(0);
        rows.forEach(row -> line("  " + padded(name.apply(row), width) + "  " + rest.apply(row)));
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(width - name.length());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
