package io.github.dubbogray.it.attack;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tags that were seen at each hop of one request.
 *
 * @param tags by the way to the hop, as {@code edge-tri-everyone}; empty where there was none
 */
record Testimony(SortedMap<String, String> tags) {

    private static final Pattern TEXT = Pattern.compile("\\{([^{}\"]*)}");

    Testimony {
        tags = new TreeMap<>(tags);
    }

    /** Another application that a hop asks over a protocol. */
    record Way(String protocol, Witness witness) {}

    /**
     * Returns what a hop says that calls others, which its caller finds again in whatever its answer is wrapped.
     *
     * @param tag empty if it has none, or null if it knows nothing of tags
     */
    static String spoken(String hop, @Nullable String tag, List<Way> next) {
        TreeMap<String, String> tags = new TreeMap<>();
        if (tag != null) {
            tags.put(hop, tag);
        }
        next.forEach(way -> of(way.witness().testify())
                .tags()
                .forEach((behind, seen) -> tags.put(hop + "-" + way.protocol() + "-" + behind, seen)));
        StringBuilder text = new StringBuilder("{");
        tags.forEach((name, seen) -> text.append(name).append(' ').append(seen).append('|'));
        return text.append('}').toString();
    }

    /** Finds a testimony in an answer; empty if the request was refused. */
    static Optional<Testimony> in(String answer) {
        Matcher text = TEXT.matcher(answer.replace("\\u003d", "="));
        if (!text.find()) {
            return Optional.empty();
        }
        TreeMap<String, String> tags = new TreeMap<>();
        for (String hop : text.group(1).split("\\|", -1)) {
            int blank = hop.indexOf(' ');
            if (blank >= 0) { // nothing is behind the last separator
                tags.put(hop.substring(0, blank), hop.substring(blank + 1));
            }
        }
        return Optional.of(new Testimony(tags));
    }

    private static Testimony of(String answer) {
        return in(answer).orElseThrow(() -> new IllegalStateException("no testimony: " + answer));
    }

    /** Returns the hops that saw another tag than none or this one. */
    SortedMap<String, String> deceived(@Nullable String rightful) {
        TreeMap<String, String> deceived = new TreeMap<>(tags);
        deceived.values().removeIf(tag -> tag.isEmpty() || tag.equals(rightful));
        return deceived;
    }

    /** Returns whether one tag was seen everywhere where somebody looked for one. */
    boolean isOfOneTag() {
        return !tags.containsValue("") && tags.values().stream().distinct().count() == 1;
    }
}
