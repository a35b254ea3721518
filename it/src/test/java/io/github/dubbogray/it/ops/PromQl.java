package io.github.dubbogray.it.ops;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an expression names, without what it means.
 *
 * @param selectors metrics with the labels that are asked of them
 * @param groupings labels in {@code by} and {@code on}, with the metrics that they are looked for on
 */
record PromQl(List<Selector> selectors, List<Grouping> groupings) {

    /** A metric, and the labels that are asked of it. */
    record Selector(String metric, Set<String> labels) {}

    /** Labels, each of which one of the metrics has to have. */
    record Grouping(Set<String> labels, List<String> metrics) {}

    static PromQl of(String expression) {
        Scanner scanner = new Scanner(expression);
        scanner.scan();
        return new PromQl(List.copyOf(scanner.selectors.values()), scanner.groupings());
    }

    /** Goes through the tokens of an expression once. */
    private static final class Scanner {

        private static final Pattern TOKEN = Pattern.compile(
                "\"(?:[^\"\\\\]|\\\\.)*\"" // a text
                        + "|[a-zA-Z_:][a-zA-Z0-9_:]*" // a name
                        + "|\\[[^]]*]" // a range
                        + "|[0-9.]+[a-z]*" // a number or a duration
                        + "|\\S");
        private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
        private static final Set<String> CLAUSES =
                Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
        private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

        /** Labels of a clause, and the bracket that they hold for; negative for the whole expression. */
        private record Clause(Set<String> labels, int bracket) {}

        private final List<String> tokens;
        private final List<Clause> clauses = new ArrayList<>();
        /** Where each bracket that opens is closed. */
        private final Map<Integer, Integer> brackets = new LinkedHashMap<>();
        /** By their place among the tokens. */
        private final Map<Integer, Selector> selectors = new LinkedHashMap<>();

        Scanner(String expression) {
            tokens = TOKEN.matcher(expression).results().map(MatchResult::group).toList();
        }

        void scan() {
            Deque<Integer> opened = new ArrayDeque<>();
            for (int i = 0; i < tokens.size(); i++) {
                String token = tokens.get(i);
                if (token.equals("(")) {
                    opened.push(i);
                } else if (token.equals(")")) {
                    brackets.put(opened.pop(), i);
                } else if (CLAUSES.contains(token)) {
                    i = clause(i);
                } else if (NAME.matcher(token).matches() && !WORDS.contains(token) && !isCalled(i)) {
                    i = selector(i);
                }
            }
            if (!opened.isEmpty()) {
                throw new IllegalArgumentException("a bracket is not closed: " + tokens);
            }
        }

        List<Grouping> groupings() {
            return clauses.stream()
                    .map(clause -> new Grouping(clause.labels(), metricsIn(clause.bracket())))
                    .toList();
        }

        private List<String> metricsIn(int bracket) {
            return selectors.entrySet().stream()
                    .filter(selector -> bracket < 0
                            || (selector.getKey() > bracket && selector.getKey() < brackets.getOrDefault(bracket, 0)))
                    .map(selector -> selector.getValue().metric())
                    .toList();
        }

        /** Returns whether a name is a function, or an aggregation whose clause comes first. */
        private boolean isCalled(int i) {
            return next(i).equals("(") || next(i).equals("by") || next(i).equals("without");
        }

        /** Takes a clause, and returns its last token. */
        private int clause(int i) {
            if (!next(i).equals("(")) {
                return i;
            }
            int end = end(i, ")");
            boolean hasScope = tokens.get(i).equals("by") && next(end).equals("(");
            clauses.add(new Clause(names(i + 2, end), hasScope ? end + 1 : -1));
            return end;
        }

        /** Takes a metric with its labels, if it asks for any, and returns its last token. */
        private int selector(int i) {
            int end = next(i).equals("{") ? end(i, "}") : i;
            selectors.put(i, new Selector(tokens.get(i), names(i + 2, end)));
            return end;
        }

        private String next(int i) {
            return i + 1 < tokens.size() ? tokens.get(i + 1) : "";
        }

        private int end(int from, String token) {
            return from + tokens.subList(from, tokens.size()).indexOf(token);
        }

        private Set<String> names(int from, int end) {
            Set<String> names = new LinkedHashSet<>();
            for (int i = from; i < end; i++) {
                if (NAME.matcher(tokens.get(i)).matches()) {
                    names.add(tokens.get(i));
                }
            }
            return names;
        }
    }
}
