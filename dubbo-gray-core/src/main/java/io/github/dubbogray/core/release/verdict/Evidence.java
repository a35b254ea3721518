package io.github.dubbogray.core.release.verdict;

import io.github.dubbogray.core.release.plan.Analysis;
import io.github.dubbogray.core.release.plan.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a step has shown so far; grows by each look, and begins anew with each step.
 *
 * @param calls all calls of the step
 * @param errors the test of the failed ones
 * @param slow the test of the slow ones
 * @param queries how each query answered, by its name
 */
public record Evidence(StepCalls calls, ShareTest errors, ShareTest slow, Map<String, QueryRun> queries) {

    /** Nothing was seen yet. */
    public static final Evidence NONE = new Evidence(StepCalls.NONE, ShareTest.NEW, ShareTest.NEW, Map.of());

    public Evidence {
        queries = Map.copyOf(queries);
    }

    /**
     * Returns the evidence after another look.
     *
     * @param share gray's share by the document, 0 to 1
     */
    public Evidence plus(Analysis analysis, double share, Figures figures) {
        StepCalls look = figures.calls();
        StepCalls all = calls.plus(look);
        return new Evidence(
                all,
                tested(errors, Signal.ERRORS, look, all, share),
                tested(slow, Signal.SLOW, look, all, share),
                answered(analysis, figures.answers()));
    }

    private static ShareTest tested(ShareTest test, Signal signal, StepCalls look, StepCalls all, double share) {
        return test.plus(signal.byKeys(look.gray()), signal.byKeys(look.stable()), all.share(), share);
    }

    private Map<String, QueryRun> answered(Analysis analysis, Map<String, Double> answers) {
        Map<String, QueryRun> runs = new TreeMap<>(queries);
        for (Source.Query query : queriesOf(analysis)) {
            Double answer = answers.get(query.name());
            if (answer != null) {
                runs.put(query.name(), runOf(query).plus(answer, query.max()));
            }
        }
        return runs;
    }

    private static List<Source.Query> queriesOf(Analysis analysis) {
        return analysis.source() instanceof Source.Prometheus prometheus ? prometheus.queries() : List.of();
    }

    private QueryRun runOf(Source.Query query) {
        return queries.getOrDefault(query.name(), QueryRun.NEW);
    }

    /** Returns what each signal of the calls shows. */
    public List<Finding> findings() {
        return List.of(Finding.of(Signal.ERRORS, calls, errors), Finding.of(Signal.SLOW, calls, slow));
    }

    /** Returns the breach that the calls show, if they do; queries are not asked. */
    Optional<Verdict.Breach> breachOfCalls(Analysis analysis) {
        return findings().stream()
                .flatMap(finding -> finding.breach(analysis).stream())
                .findFirst();
    }

    /** Returns the verdict by all that the plan looks at: one breach is a breach, and only all proofs together are one. */
    public Verdict verdict(Analysis analysis) {
        List<Verdict> verdicts = analysis.source() instanceof Source.Prometheus prometheus
                ? prometheus.queries().stream()
                        .map(query -> runOf(query).verdict(query))
                        .toList()
                : findings().stream().map(finding -> finding.verdict(analysis)).toList();
        return Stream.of(Verdict.Breach.class, Verdict.Inconclusive.class)
                .<Verdict>flatMap(kind -> verdicts.stream().filter(kind::isInstance))
                .findFirst()
                .orElseGet(() -> new Verdict.Proven(
                        verdicts.stream().map(Verdict::reason).collect(Collectors.joining("; "))));
    }
}
