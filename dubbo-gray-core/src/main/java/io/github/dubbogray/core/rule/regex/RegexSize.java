package io.github.dubbogray.core.rule.regex;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Guesses how large an expression becomes when it is compiled, without compiling it: RE2/J writes repetitions out, so
 * {@code ((a{1000}){1000}){1000}} would fill the memory. Each character counts one, a repetition multiplies what it
 * repeats. Of a text that is no expression the guess means nothing.
 */
final class RegexSize {

    /** What is certainly too large; keeps the products in range. */
    private static final long LIMIT = 1L << 31;

    private final String text;
    private final Deque<Long> outer = new ArrayDeque<>();
    private long size;
    private long last;
    private int next;

    private RegexSize(String text) {
        this.text = text;
    }

    static long of(String text) {
        return new RegexSize(text).measure();
    }

    private long measure() {
        while (next < text.length()) {
            char c = text.charAt(next++);
            switch (c) {
                case '(' -> open();
                case ')' -> close();
                case '[' -> skipClass();
                case '\\' -> skipEscape();
                case '{' -> repeat();
                default -> add(1);
            }
        }
        while (!outer.isEmpty()) {
            close();
        }
        return size;
    }

    private void open() {
        outer.push(size);
        size = 0;
        last = 0;
    }

    private void close() {
        long inner = size + 2;
        size = outer.isEmpty() ? 0 : outer.pop();
        add(inner);
    }

    private void add(long part) {
        last = part;
        size = Math.min(LIMIT, size + part);
    }

    private void skipClass() {
        int first = next < text.length() && text.charAt(next) == '^' ? next + 1 : next;
        int at = first;
        while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        next = at + 1;
        add(1);
    }

    private void skipEscape() {
        boolean braced = text.startsWith("p{", next) || text.startsWith("P{", next) || text.startsWith("x{", next);
        int end = braced ? text.indexOf('}', next) : next;
        next = end < 0 ? text.length() : end + 1;
        add(1);
    }

    /** Reads <code>{n}</code>, <code>{n,}</code> or <code>{n,m}</code>; anything else is plain characters. */
    private void repeat() {
        int end = text.indexOf('}', next);
        String counts = end < 0 ? "" : text.substring(next, end);
        if (!counts.matches("\\d{1,9}(,\\d{0,9})?")) {
            add(1);
            return;
        }
        int comma = counts.indexOf(',');
        String most = comma < 0 || comma == counts.length() - 1 ? counts.replace(",", "") : counts.substring(comma + 1);
        long repeated = Math.min(LIMIT, last * Long.parseLong(most));
        size -= last;
        add(repeated);
        next = end + 1;
    }
}
