package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.plan.Source;
import io.github.dubbogray.core.release.verdict.Evidence;
import io.github.dubbogray.core.release.verdict.QueryRun;
import io.github.dubbogray.core.release.verdict.Signal;
import io.github.dubbogray.core.release.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** By what an incident was found. */
public sealed interface Trigger {

    /** Says it in a word or two. */
    String describe();

    /** Gray's calls are worse than stable's. */
    record Calls(Signal signal) implements Trigger {
        @Override
        public String describe() {
            return signal == Signal.ERRORS ? "failed calls" : "slow calls";
        }
    }

    /**
     * A query of the plan has answered too much.
     *
     * @param last its last answer
     * @param max the greatest one that is no harm
     */
    record Query(String name, double last, double max) implements Trigger {
        @Override
        public String describe() {
            return String.format(Locale.ROOT, "query %s, %.4g above %.4g", name, last, max);
        }
    }

    /** Nothing was proven in the plan's time, and the plan takes the share away then. */
    record Undecided() implements Trigger {
        @Override
        public String describe() {
            return "no decision in time";
        }
    }

    /** Returns the one by which evidence is a breach; empty where it is none. */
    static Optional<Trigger> of(ReleasePlan plan, Evidence evidence) {
        if (plan.analysis().source() instanceof Source.Prometheus prometheus) {
            return ofQueries(prometheus.queries(), evidence);
        }
        return evidence.findings().stream()
                .filter(finding -> finding.verdict(plan.analysis()) instanceof Verdict.Breach)
                .findFirst()
                .map(finding -> new Calls(finding.signal()));
    }

    private static Optional<Trigger> ofQueries(List<Source.Query> queries, Evidence evidence) {
        for (Source.Query query : queries) {
            QueryRun run = evidence.queries().getOrDefault(query.name(), QueryRun.NEW);
            if (run.verdict(query) instanceof Verdict.Breach) {
                return Optional.of(new Query(query.name(), run.last(), query.max()));
            }
        }
        return Optional.empty();
    }
}
