package io.github.dubbogray.core.release.verdict;

import java.util.Map;

/**
 * What a look at the source of a plan brought.
 *
 * @param calls the calls since the last look; {@link StepCalls#NONE} where the source is no consumers
 * @param answers what each query answered, by its name; a query without an answer is not among them
 */
public record Figures(StepCalls calls, Map<String, Double> answers) {

    /** No look was taken. */
    public static final Figures NONE = new Figures(StepCalls.NONE, Map.of());

    public Figures {
        answers = Map.copyOf(answers);
    }

    /** Figures of consumers. */
    public static Figures of(StepCalls calls) {
        return new Figures(calls, Map.of());
    }

    /** Figures of a Prometheus. */
    public static Figures of(Map<String, Double> answers) {
        return new Figures(StepCalls.NONE, answers);
    }
}
