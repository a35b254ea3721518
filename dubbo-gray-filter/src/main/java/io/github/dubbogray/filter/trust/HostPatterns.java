package io.github.dubbogray.filter.trust;

import io.github.dubbogray.core.text.Quoted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that may see tags: {@code *} for all, {@code orders.internal}, or {@code *.internal} for whatever is below it;
 * letter case and ports do not matter.
 */
public record HostPatterns(List<String> patterns) {

    /** The property that has them. */
    public static final String PROPERTY = "dubbo.gray.http.hosts";

    /** What may be seen by every host. */
    public static final String ALL = "*";

    private static final Pattern SYNTAX = Pattern.compile("\\*|(\\*\\.)?[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

    /** Copies them. */
    public HostPatterns {
        patterns = List.copyOf(patterns);
    }

    /**
     * Reads patterns separated by commas.
     *
     * @param problems takes a sentence for each that is none, which matches nothing
     */
    public static HostPatterns read(String text, Consumer<String> problems) {
        return new HostPatterns(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(pattern -> isPattern(pattern, problems))
                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                .toList());
    }

    /** Returns whether a host may see tags; an unknown one may only if all may. */
    public boolean match(@Nullable String host) {
        String lower = host == null ? "" : host.toLowerCase(Locale.ROOT);
        for (String pattern : patterns) {
            if (pattern.equals(ALL) || (pattern.startsWith(ALL) ? isBelow(lower, pattern) : pattern.equals(lower))) {
                return true;
            }
        }
        return false;
    }

    /** The text before {@code .internal} must not be empty. */
    private static boolean isBelow(String host, String pattern) {
        return host.length() >= pattern.length() && host.endsWith(pattern.substring(1));
    }

    private static boolean isPattern(String text, Consumer<String> problems) {
        boolean isOne = SYNTAX.matcher(text).matches();
        if (!isOne) {
            problems.accept(
                    PROPERTY + " has " + Quoted.of(text) + ", must be a host, *.domain or *; it counts as no host");
        }
        return isOne;
    }
}
