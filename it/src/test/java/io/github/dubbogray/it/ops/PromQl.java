package io.github.dubbogray.it.ops;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression names, without what it means.
 *
 * @param selectors metrics with the labels that are asked of them
 * @param groupings labels in {@code by} and {@code on}, with the metrics that they are looked for on
 */
record PromQl(List<Selector> selectors, List<Grouping> groupings) {

    private static final Pattern TOKEN = Pattern.compile(
            "\"(?:[^\"\\\\]|\\\\.)*\"" // a text
                    + "|[a-zA-Z_:][a-zA-Z0-9_:]*" // a name
                    + "|\\[[^]]*]" // a range
                    + "|[0-9.]+[a-z]*" // a number or a duration
                    + "|\\S");
    private static final Set<String> CLAUSES = Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Set<String> WORDS = Set.of(
            "and", "or", "unless", "bool", "offset", "sum", "max", "min", "avg", "count", "group", "topk", "inf",
            "nan");

    /** A metric, and the labels that are asked of it. */
    record Selector(String metric, Set<String> labels) {}

    /** Labels, each of which one of the metrics has to have. */
    record Grouping(Set<String> labels, List<String> metrics) {}

    static PromQl of(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        List<Selector> selectors = new ArrayList<>();
        List<int[]> places = new ArrayList<>(); // of each selector: its token
        List<Open> groupings = new ArrayList<>();
        Deque<Integer> opened = new ArrayDeque<>();
        int[] closes = new int[tokens.size() + 1];
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.equals("(")) {
                opened.push(i);
            } else if (token.equals(")")) {
                closes[opened.pop()] = i;
            } else if (CLAUSES.contains(token)) {
                if (tokens.get(i + 1).equals("(")) {
                    int end = tokens.subList(i, tokens.size()).indexOf(")") + i;
                    Set<String> labels = names(tokens.subList(i + 2, end));
                    boolean scoped = token.equals("by") && tokens.get(end + 1).equals("(");
                    groupings.add(new Open(labels, scoped ? end + 1 : -1));
                    i = end;
                }
            } else if (isName(token)
                    && !WORDS.contains(token)
                    && !next(tokens, i).equals("(")) {
                Set<String> labels = Set.of();
                places.add(new int[] {i});
                if (next(tokens, i).equals("{")) {
                    int end = tokens.subList(i, tokens.size()).indexOf("}") + i;
                    labels = names(tokens.subList(i + 2, end));
                    i = end;
                }
                selectors.add(new Selector(token, labels));
            }
        }
        if (!opened.isEmpty()) {
            throw new IllegalArgumentException("a bracket is not closed: " + expression);
        }
        List<Grouping> scoped = new ArrayList<>();
        for (Open grouping : groupings) {
            List<String> metrics = new ArrayList<>();
            for (int s = 0; s < selectors.size(); s++) {
                int place = places.get(s)[0];
                if (grouping.open() < 0 || (place > grouping.open() && place < closes[grouping.open()])) {
                    metrics.add(selectors.get(s).metric());
                }
            }
            scoped.add(new Grouping(grouping.labels(), metrics));
        }
        return new PromQl(selectors, scoped);
    }

    /** Labels of a clause, and the bracket that they hold for; negative for the whole expression. */
    private record Open(Set<String> labels, int open) {}

    private static String next(List<String> tokens, int i) {
        return i + 1 < tokens.size() ? tokens.get(i + 1) : "";
    }

    private static boolean isName(String token) {
        return token.matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
    }

    private static Set<String> names(List<String> tokens) {
        Set<String> names = new LinkedHashSet<>();
        tokens.stream().filter(PromQl::isName).forEach(names::add);
        return names;
    }
}
