package io.github.dubbogray.release;

import io.github.dubbogray.core.forecast.Series;
import io.github.dubbogray.core.forecast.Trend;
import io.github.dubbogray.core.forecast.Usualness;
import io.github.dubbogray.core.release.Action.Level;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.plan.Source;
import io.github.dubbogray.core.release.verdict.Figures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the answers to a plan's queries let expect, long before one is above its {@code max}: each answer as a window, beside the
 * others of the same step. People are told, once for each query and step, and nothing is done about it. For one thread.
 */
final class Advice {

    /** How many answers there must be. */
    static final int LEAST = 20;

    /** How many of the newest are looked at. */
    private static final int MOST = 200;

    /** How far ahead is foreseen: that many times as long as was looked at. */
    private static final int AHEAD = 4;

    private final Telling telling;
    private final Map<String, Deque<Double>> answers = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private String step = "";

    Advice(Telling telling) {
        this.telling = telling;
    }

    /** Takes note of a look at a release that is on its way. */
    void note(Release release, ReleasePlan plan, Figures figures) {
        String now = release.id() + " at step " + release.state().step();
        if (!now.equals(step)) {
            step = now;
            answers.clear();
            told.clear();
        }
        if (plan.analysis().source() instanceof Source.Prometheus prometheus) {
            prometheus.queries().forEach(query -> note(query, figures.answers().get(query.name())));
        }
    }

    /** A query that had no answer this time is no window. */
    private void note(Source.Query query, @Nullable Double answer) {
        if (answer == null) {
            return;
        }
        Deque<Double> known = answers.computeIfAbsent(query.name(), first -> new ArrayDeque<>());
        known.addLast(answer);
        if (known.size() > MOST) {
            known.removeFirst();
        }
        if (known.size() >= LEAST) {
            judge(query, new Series(new ArrayList<>(known), 1));
        }
    }

    private void judge(Source.Query query, Series series) {
        if (Usualness.of(series) instanceof Usualness.Unusual unusual && unusual.deviations() > 0) {
            tell(query, "is", unusual.describe());
        }
        if (Trend.of(series, query.max()) instanceof Trend.Rising rising
                && rising.windowsLeft() > 0
                && rising.windowsLeft() <= (double) AHEAD * series.values().size()) {
            tell(query, "", rising.describe() + " looks");
        }
    }

    private void tell(Source.Query query, String verb, String what) {
        if (told.add(query.name() + verb)) {
            telling.tell(
                    Level.WARNING,
                    "release " + step + ": query " + query.name() + (verb.isEmpty() ? " " : " " + verb + " ") + what
                            + "; this is advice, and nothing is done about it");
        }
    }
}
