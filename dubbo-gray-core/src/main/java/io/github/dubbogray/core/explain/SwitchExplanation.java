package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.feature.Answer;
import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.SwitchRule;
import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Target;
import io.github.dubbogray.core.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * What a switch gives a request, and what each of its rules said to it.
 *
 * @param steps one for each rule, in the document's order
 */
public record SwitchExplanation(Answer.Given answer, List<Step> steps) {

    public SwitchExplanation {
        steps = List.copyOf(steps);
    }

    /**
     * What a rule said.
     *
     * @param rule its id
     * @param said the answer, to be read after the rule's id
     */
    public record Step(String rule, String said) {}

    /**
     * Returns that of a switch.
     *
     * @param draw gives a number from 0 to 9 999 for a share that no sticky key decides
     */
    public static SwitchExplanation of(Switch asked, Request request, IntSupplier draw) {
        Answer.Given answer = asked.ask(request, draw);
        List<Step> steps = new ArrayList<>();
        boolean isOver = asked.definition().mode() == Switch.Mode.DISABLED;
        for (SwitchRule rule : asked.definition().rules()) {
            Condition failing = isOver ? null : rule.condition().firstFailing(request);
            steps.add(new Step(
                    rule.id(),
                    isOver
                            ? "not asked"
                            : failing == null ? claimed(rule, answer, request) : refused(failing, request)));
            isOver |= failing == null;
        }
        return new SwitchExplanation(answer, steps);
    }

    private static String claimed(SwitchRule rule, Answer.Given answer, Request request) {
        return "gives " + answer.variant().name() + by(rule, request);
    }

    private static String by(SwitchRule rule, Request request) {
        if (rule.target() instanceof Target.Sticky sticky
                && rule.bucketOf(request).isPresent()) {
            return " (bucket " + rule.bucketOf(request).getAsInt() + " of "
                    + sticky.key().spelling() + " "
                    + Quoted.of(String.valueOf(sticky.key().valueIn(request))) + ")";
        }
        return rule.target() instanceof Target.ToLane ? "" : " (by chance)";
    }

    private static String refused(Condition failing, Request request) {
        return "does not claim: wants " + failing.describe() + "; "
                + Seen.by(failing, request).stream().map(Seen::describe).collect(Collectors.joining(", "));
    }
}
