package io.github.dubbogray.filter.client;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.dubbo.common.config.ConfigurationUtils;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that may see tags: {@code *} for all, {@code orders.internal}, or {@code *.internal} for whatever is below it;
 * letter case and ports do not matter.
 */
record HostPatterns(List<String> patterns) {

    /** The property: patterns separated by commas; default {@code *}. */
    static final String PROPERTY = "dubbo.gray.http.hosts";

    private static final Logger LOG = LoggerFactory.getLogger(HostPatterns.class);
    private static final String ALL = "*";
    private static final Pattern SYNTAX = Pattern.compile("\\*|(\\*\\.)?[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

    HostPatterns {
        patterns = List.copyOf(patterns);
    }

    static HostPatterns of(ApplicationModel application) {
        return read(ConfigurationUtils.getGlobalConfiguration(application.getDefaultModule())
                .getString(PROPERTY, ALL));
    }

    /** Reads the property; blank counts as {@code *}. What is no pattern is logged and matches nothing. */
    static HostPatterns read(String text) {
        return new HostPatterns(
                text.isBlank()
                        ? List.of(ALL)
                        : Arrays.stream(text.split(",", -1))
                                .map(String::strip)
                                .filter(HostPatterns::isPattern)
                                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                                .toList());
    }

    /** Returns whether a host may see tags; an unknown one may only if all may. */
    boolean match(@Nullable String host) {
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

    private static boolean isPattern(String text) {
        boolean isOne = SYNTAX.matcher(text).matches();
        if (!isOne) {
            LOG.error(PROPERTY + " has '" + text + "', must be a host, *.domain or *; it counts as no host");
        }
        return isOne;
    }
}
