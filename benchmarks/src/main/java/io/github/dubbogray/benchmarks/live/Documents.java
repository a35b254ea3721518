package io.github.dubbogray.benchmarks.live;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Documents of {@link Arena#APPLICATION}. */
final class Documents {

    private static final String LANES = """
            apiVersion: dubbo-gray/v1
            application: %s
            lanes: { canary: { labels: { version: v2 } } }
            """.formatted(Arena.APPLICATION);

    private Documents() {}

    /** Returns one with so many rules, none of which claims a call. */
    static String ofRules(int rules) {
        return LANES + "rules:\n"
                + IntStream.range(0, rules)
                        .mapToObj(rule -> "  - { id: r%d, when: { attachment.user-id: u%d }, to: canary }%n"
                                .formatted(rule, rule))
                        .collect(Collectors.joining());
    }

    /** Returns one that sends every call to a lane. */
    static String allTo(String lane) {
        return LANES + "rules: [ { id: all, to: " + lane + " } ]\n";
    }
}
