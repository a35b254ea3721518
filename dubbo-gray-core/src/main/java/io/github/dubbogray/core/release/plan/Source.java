package io.github.dubbogray.core.release.plan;

import java.util.List;
import java.util.Locale;

/** Where the figures come from that a step is judged by. */
public sealed interface Source {

    /** The one {@link Consumers}. */
    Source CONSUMERS = new Consumers();

    /** What consumers count of their calls, gray and stable: judged by comparison, which blames a good lane rarely. */
    record Consumers() implements Source {}

    /**
     * What a Prometheus answers: judged by the thresholds that the operator gives, and no better than those are.
     *
     * @param url where it listens, {@code http://prometheus:9090}
     * @param queries one or more, no name twice
     */
    record Prometheus(String url, List<Query> queries) implements Source {

        /** How many queries there may be. */
        public static final int MOST_QUERIES = 20;

        public Prometheus {
            queries = List.copyOf(queries);
            long names = queries.stream().map(Query::name).distinct().count();
            if (queries.isEmpty() || queries.size() > MOST_QUERIES || names < queries.size()) {
                throw new IllegalArgumentException(
                        "queries " + queries.stream().map(Query::name).toList() + ", must be 1 to " + MOST_QUERIES
                                + ", no name twice");
            }
        }
    }

    /**
     * A question that has one number for an answer.
     *
     * @param name names it in messages
     * @param query in PromQL
     * @param max the greatest number that is no harm
     */
    record Query(String name, String query, double max) {

        public Query {
            if (!Double.isFinite(max)) {
                throw new IllegalArgumentException("max of query " + name + " is " + max);
            }
        }

        /** Says its threshold as {@code 0.05}. */
        public String describeMax() {
            return String.format(Locale.ROOT, "%.6g", max).replaceAll("\\.?0+$", "");
        }
    }
}
