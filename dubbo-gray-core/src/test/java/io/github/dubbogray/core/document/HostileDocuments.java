package io.github.dubbogray.core.document;

import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Dense documents of up to 1 MB that somebody writes who means harm, each of its own kind; the same for a seed. */
enum HostileDocuments {
    LANES_WITH_ALL_AS_FALLBACK {
        @Override
        String body(SplittableRandom random) {
            return lanes(400, lane -> " " + names(0, 400, lane));
        }
    },
    MANY_LANES {
        @Override
        String body(SplittableRandom random) {
            return filled("lanes:\n", i -> "  l" + i + ": { labels: { v: x" + i + " } }\n");
        }
    },
    LANES_AT_THE_LIMIT {
        @Override
        String body(SplittableRandom random) {
            return lanes(500, lane -> names(lane + 1, Math.min(500, lane + 17), -1)) + "prefer: " + keys(16) + "\n";
        }
    },
    LONG_CIRCLE {
        @Override
        String body(SplittableRandom random) {
            return lanes(500, lane -> "l" + (lane + 1) % 500);
        }
    },
    UNKNOWN_FALLBACKS {
        @Override
        String body(SplittableRandom random) {
            return lanes(400, lane -> names(1_000, 1_016, -1))
                    + filledTo(500_000, "rules:\n", i -> "- { id: r" + i + ", to: no" + i + " }\n");
        }
    },
    LABELS_OF_ONE_LANE {
        @Override
        String body(SplittableRandom random) {
            return filled("lanes:\n  a:\n    labels:\n", 49_000, i -> "      k" + i + ": v\n");
        }
    },
    NESTED_ANY {
        @Override
        String body(SplittableRandom random) {
            return rules(250, i -> nested(4, 3, i));
        }
    },
    DEEP_ANY {
        @Override
        String body(SplittableRandom random) {
            return rules(1_000, i -> "any: [{ ".repeat(12) + "method: m" + i + " }]".repeat(12) + ", service: a");
        }
    },
    MANY_RULES {
        @Override
        String body(SplittableRandom random) {
            return filled("rules:\n", 5_000, i -> "- { id: r" + i + ", to: stable }\n");
        }
    },
    MANY_CONDITIONS {
        @Override
        String body(SplittableRandom random) {
            return filled("rules:\n- id: a\n  to: stable\n  when:\n", i -> "    attachment.k" + i + ": v\n");
        }
    },
    LONG_PATHS {
        @Override
        String body(SplittableRandom random) {
            return filled(
                    "rules:\n- id: a\n  to: stable\n  when:\n",
                    i -> "    argument." + i % 250 + ".a.b.c.d.e.f.g.h.i.j.k.l.m.n." + i + ": v\n");
        }
    },
    ONE_PATH {
        @Override
        String body(SplittableRandom random) {
            return "rules:\n- { id: a, to: stable, when: { ? argument.0" + ".a".repeat(400_000) + " : v } }\n";
        }
    },
    LISTS {
        @Override
        String body(SplittableRandom random) {
            return filled("rules: [{ id: a, to: stable, when: { service: [", i -> "u" + i + ", ") + "z] } }]\n";
        }
    },
    LISTS_WHOSE_HASHES_COLLIDE {
        @Override
        String body(SplittableRandom random) {
            return filled("rules: [{ id: a, to: stable, when: { service: [", i -> colliding(i, 16) + ", ")
                    + "z] } }]\n";
        }
    },
    NETWORKS {
        @Override
        String body(SplittableRandom random) {
            String list =
                    filledTo(SIZE / 2 - 1_000, "", i -> (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255) + ".0/24,");
            return "rules:\n- { id: a, to: stable, when: { ip: [" + list + "10.0.0.0/8] } }\n"
                    + "- { id: b, to: stable, when: { ip: [" + list + "11.0.0.0/8] } }\n";
        }
    },
    LISTS_THAT_ARE_ALIKE {
        @Override
        String body(SplittableRandom random) {
            String list = filledTo(450, "", i -> "u" + i + ",");
            return rules(1_000, i -> "service: [" + list + i + "]");
        }
    },
    SHORT_ITEMS {
        @Override
        String body(SplittableRandom random) {
            return filled("rules: [{ id: a, to: stable, when: { service: [", i -> "a,") + "z] } }]\n";
        }
    },
    NO_ITEMS {
        @Override
        String body(SplittableRandom random) {
            return filled("rules:\n", i -> "-\n");
        }
    },
    SPLITS {
        @Override
        String body(SplittableRandom random) {
            return lanes(490, lane -> "")
                    + filledTo(
                            100_000,
                            "rules:\n",
                            i -> "- { id: r" + i + ", to: {" + filledTo(4_500, "", l -> " l" + l + ": 0%,")
                                    + " stable: 100% } }\n");
        }
    },
    UNKNOWN_KEYS {
        @Override
        String body(SplittableRandom random) {
            return filled("", 49_000, i -> "k" + i + ": v\n");
        }
    },
    UNKNOWN_KEYS_IN_THE_DEPTH {
        @Override
        String body(SplittableRandom random) {
            String key = "x".repeat(80);
            return "rules: [{ id: a, to: stable, when: {" + " any: [{".repeat(14)
                    + filled("", i -> " " + key.substring(i % 40) + i + ": v,") + " }]".repeat(14) + " } }]\n";
        }
    },
    DUPLICATE_KEYS {
        @Override
        String body(SplittableRandom random) {
            return filled("", i -> "enabled: true\n");
        }
    },
    ALIASES {
        @Override
        String body(SplittableRandom random) {
            return filled("rules:\n- &a [x]\n", i -> "- *a\n- <<: *a\n");
        }
    },
    TYPES {
        @Override
        String body(SplittableRandom random) {
            return filled("rules:\n", i -> "- !!x &b" + i + " y\n");
        }
    },
    DEEP {
        @Override
        String body(SplittableRandom random) {
            return "rules: " + "[".repeat(500_000);
        }
    },
    MANY_STREAMS {
        @Override
        String body(SplittableRandom random) {
            return filled("", i -> "--- {}\n");
        }
    },
    HUGE_SCALAR {
        @Override
        String body(SplittableRandom random) {
            return "unmatched: \"" + "\\u4e00".repeat(170_000) + "\"\n";
        }
    },
    FOLDED_SCALAR {
        @Override
        String body(SplittableRandom random) {
            return filled("unmatched: >\n", i -> "  a\n\n");
        }
    },
    COMMENTS {
        @Override
        String body(SplittableRandom random) {
            return filled("rules: []\n", i -> "#\n");
        }
    },
    RANGES_IN_RANGES {
        @Override
        String body(SplittableRandom random) {
            return rules(
                    5_000,
                    i -> "service: { range: { min: " + i + ".5, max: " + (20_000 - i) + " } }, ip: [10.0.0.0/8, "
                            + i % 250 + ".0.0.1]");
        }
    },
    PREFIXES_OF_PREFIXES {
        @Override
        String body(SplittableRandom random) {
            return rules(5_000, i -> "service: { prefix: " + "a".repeat(1 + i % 250) + ", suffix: b }");
        }
    },
    LONG_PREFIXES_OF_PREFIXES {
        @Override
        String body(SplittableRandom random) {
            return rules(1_250, i -> "service: { prefix: " + "a".repeat(150 + i / 2) + ", ignoreCase: true }");
        }
    },
    SUFFIXES {
        @Override
        String body(SplittableRandom random) {
            return rules(
                    5_000,
                    i -> "service: { suffix: " + Integer.toString(random.nextInt(1 << 30), 3)
                            + "a".repeat(random.nextInt(120)) + " }");
        }
    },
    VALUES_OF_MANY_RULES {
        @Override
        String body(SplittableRandom random) {
            return rules(1_000, i -> "service: [" + filledTo(450, "", u -> "u" + random.nextInt(1_700) + ",") + "a]");
        }
    },
    LISTS_BEHIND_MANY_RULES {
        @Override
        String body(SplittableRandom random) {
            return rules(4_000, i -> "service: a")
                    + "- { id: long, to: stable, when: { service: ["
                    + filledTo(SIZE / 4, "", u -> "u" + u + ",") + "a] } }\n"
                    + "- { id: too, to: stable, when: { service: ["
                    + filledTo(SIZE / 16, "", u -> "u" + u + ",") + "a] } }\n";
        }
    },
    LONG_NUMBERS {
        @Override
        String body(SplittableRandom random) {
            return filled(
                    "rules:\n",
                    5_000,
                    i -> "- { id: r" + i + ", to: stable, when: { service: { range: { min: 1e" + "9".repeat(50)
                            + " } } } }\n");
        }
    },
    LANES_WITH_ALL_OF_HEALTH {
        @Override
        String body(SplittableRandom random) {
            return filledTo(
                    SIZE - 10_000,
                    "lanes:\n",
                    i -> "  l" + i + ": { labels: { v: x" + i + " }, outlier: { window: 600000ms, minCalls: 1000000 }, "
                            + "health: { window: 10m, probes: 1000, return: [0.01%, 0.02%, 1%, 100%] }, "
                            + "probing: { by: tcp, period: 1s } }\n");
        }
    },
    HEALTH_AT_THE_LIMIT {
        @Override
        String body(SplittableRandom random) {
            StringBuilder lanes = new StringBuilder("lanes:\n");
            for (int i = 0; i < 500; i++) {
                lanes.append("  l" + i + ": { labels: { v: x" + i + " }, outlier: {}, health: {}, probing: {} }\n");
            }
            return lanes.append("failures: { retryOnStable: [")
                    .append(filledTo(300, "", i -> "m" + i + "*,"))
                    .append("z] }\n")
                    .toString();
        }
    },
    RETURNS_WITHOUT_END {
        @Override
        String body(SplittableRandom random) {
            return filled("lanes: { a: { labels: { v: x }, health: { return: [", 90_000, i -> i % 100 + "%,")
                    + "\n 100%] } } }\n";
        }
    },
    FAILURES_WITHOUT_END {
        @Override
        String body(SplittableRandom random) {
            return filledTo(SIZE / 3, "failures:\n  exceptions: [", i -> "a.b.C" + i + ",") + "z]\n"
                    + filledTo(SIZE / 3, "  ignore: [", i -> "a.b.C" + i + ",") + "z]\n"
                    + filledTo(SIZE / 4, "  retryOnStable: [", i -> "m" + i + "*,") + "z]\n";
        }
    },
    ONE_LONG_TYPE {
        @Override
        String body(SplittableRandom random) {
            return "failures: { exceptions: [" + "a.".repeat(SIZE / 4) + "] }\n";
        }
    },
    PRIORITIES {
        @Override
        String body(SplittableRandom random) {
            return filled("prefer:\n", 99_000, i -> "- k" + i + "\n");
        }
    },
    EXPRESSIONS {
        @Override
        String body(SplittableRandom random) {
            return expressions(i -> "(.{0,9}){0,9}x" + i);
        }
    },
    QUOTED_EXPRESSIONS {
        @Override
        String body(SplittableRandom random) {
            return expressions(i -> "\\Q[\\E((a{1000}){1000}){100}" + i);
        }
    },
    EXPRESSIONS_THAT_MULTIPLY {
        @Override
        String body(SplittableRandom random) {
            return expressions(i -> "a{1000}\\Q\\E{9}" + i);
        }
    },
    EXPRESSIONS_WITH_TABLES {
        @Override
        String body(SplittableRandom random) {
            return expressions(i -> "(?i)[" + "\\pL".repeat(300) + "]");
        }
    },
    EXPRESSIONS_THAT_FOLD {
        @Override
        String body(SplittableRandom random) {
            return expressions(i -> "(?i)" + "[A-ᰀ]".repeat(100) + i);
        }
    },
    EXPRESSIONS_WITHOUT_END {
        @Override
        String body(SplittableRandom random) {
            return expressions(i -> "(?i)[B-\\x{10ffff}]" + i);
        }
    },
    EXPRESSIONS_AND_VALUES {
        @Override
        String body(SplittableRandom random) {
            return rules(
                    500,
                    i -> i % 2 == 0
                            ? "service: { regex: '(a|b|.?){0,9}' }"
                            : "service: [" + filledTo(1_600, "", u -> "u" + u + ",") + "a]");
        }
    },
    RANDOM {
        @Override
        String body(SplittableRandom random) {
            String[] words = {
                "lanes", ":", " ", "\n", "- ", "{", "}", "[", "]", ",", "any", "rules", "&a", "*a", "'", "\"", "|", "?",
                "id", "\n  ", "#", "%", "!!", "~", "\t", "张"
            };
            StringBuilder text = new StringBuilder("rules:\n");
            while (text.length() < SIZE) {
                text.append(words[random.nextInt(words.length)]);
            }
            return text.toString();
        }
    },
    TOO_LONG {
        @Override
        String body(SplittableRandom random) {
            return "#".repeat(2 * SIZE);
        }
    };

    /** A little less than what is read at all. */
    static final int SIZE = 1_048_000;

    private static final String HEAD = "apiVersion: dubbo-gray/v1\napplication: demo-provider\n";

    abstract String body(SplittableRandom random);

    /** Returns the text for a seed. */
    String text(long seed) {
        return HEAD + body(new SplittableRandom(seed));
    }

    private static String filled(String begin, IntFunction<String> part) {
        return filledTo(SIZE - HEAD.length() - 4_000, begin, part);
    }

    /** At most so many parts, so that it is not the number of items that refuses the text. */
    private static String filled(String begin, int most, IntFunction<String> part) {
        return filledTo(
                SIZE - HEAD.length() - 4_000, begin, i -> i < most ? part.apply(i) : "#" + " ".repeat(1_000) + "\n");
    }

    private static String filledTo(int size, String begin, IntFunction<String> part) {
        StringBuilder text = new StringBuilder(begin);
        for (int i = 0; text.length() < size; i++) {
            text.append(part.apply(i));
        }
        return text.toString();
    }

    private static String lanes(int count, IntFunction<String> fallback) {
        StringBuilder text = new StringBuilder("lanes:\n");
        for (int i = 0; i < count; i++) {
            text.append("  l" + i + ": { labels: { v: x" + i + " }, fallback: [" + fallback.apply(i) + "] }\n");
        }
        return text.toString();
    }

    private static String names(int from, int to, int without) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i == without ? "" : "l" + i + ",");
        }
        return text.toString();
    }

    private static String keys(int count) {
        return "[" + filledTo(3 * count, "", i -> "k" + (char) ('a' + i) + ",") + "]";
    }

    private static String rules(int count, IntFunction<String> when) {
        StringBuilder text = new StringBuilder("rules:\n");
        for (int i = 0; i < count && text.length() < SIZE - 2_000; i++) {
            text.append("- { id: r" + i + ", to: stable, when: { " + when.apply(i) + " } }\n");
        }
        return text.toString();
    }

    private static String nested(int depth, int width, int number) {
        if (depth == 0) {
            return "service: a" + number;
        }
        StringBuilder text = new StringBuilder("any: [");
        for (int i = 0; i < width; i++) {
            text.append("{ ").append(nested(depth - 1, width, number + i)).append(" },");
        }
        return text.append("]").toString();
    }

    private static String expressions(IntFunction<String> expression) {
        return filled(
                "rules:\n",
                5_000,
                i -> "- { id: r" + i + ", to: stable, when: { service: { regex: '" + expression.apply(i) + "' } } }\n");
    }

    /** All texts of a length have the same hash. */
    private static String colliding(int number, int bits) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bits; i++) {
            text.append(((number >> i) & 1) == 0 ? "Aa" : "BB");
        }
        return text.toString();
    }
}
