package io.github.dubbogray.filter.context;

import org.jspecify.annotations.Nullable;

/**
 * What the calls made for one request say of where they went: a list with one member for each hop, as {@code
 * demo-a;lane=canary;version=v2, demo-b;lane=stable;version=v1}. A hop stands before those behind it; hops of one caller
 * stand in the order in which they answered. All threads that work for the request add to it.
 */
public final class Hops {

    /** The key of the response attachment and header. */
    public static final String KEY = "x-gray-served-by";

    /** The longest list, in characters; a longer one ends in {@value #CUT}. */
    static final int MAX_LENGTH = 1_024;

    /** Ignores what it is told. */
    static final Hops IGNORED = new Hops();

    private static final String CUT = "...";
    private static final String SEPARATOR = ", ";

    /** Written under this. */
    private volatile String text = "";

    /** Adds a list of hops; an empty one adds nothing. */
    @SuppressWarnings("ReferenceEquality") // there is one that ignores
    public synchronized void add(String hops) {
        if (this != IGNORED) {
            text = join(text, hops);
        }
    }

    /** Returns the list; empty if there is nothing to say. */
    public String text() {
        return text;
    }

    /** Returns one list after the other, cut if it is too long. */
    public static String join(String first, String second) {
        if (first.isEmpty() || second.isEmpty()) {
            return cut(first.isEmpty() ? second : first);
        }
        return first.endsWith(CUT) ? first : cut(first + SEPARATOR + second);
    }

    /** Returns a list that came over the wire, or an empty one if it cannot be a header's value. */
    public static String received(@Nullable Object attachment) {
        return attachment instanceof String list && isPrintable(list) ? cut(list) : "";
    }

    private static boolean isPrintable(String list) {
        for (int i = 0; i < list.length(); i++) {
            if (list.charAt(i) < ' ' || list.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private static String cut(String list) {
        return list.length() <= MAX_LENGTH ? list : list.substring(0, MAX_LENGTH - CUT.length()) + CUT;
    }
}
