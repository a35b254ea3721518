package io.github.dubbogray.filter.entry;

import io.github.dubbogray.core.address.Network;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.filter.trust.HostPatterns;
import io.github.dubbogray.filter.trust.TagSignatures;
import io.github.dubbogray.filter.trust.Trust;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link EntrySettings}. A value that cannot be read is a problem, named with its property, and counts as the safe
 * one: for trust that is to believe nobody, for everything else not to have the value. So does one that is blank, which is
 * more often a variable that was not set than a wish.
 */
final class EntryProperties {

    private static final String ALL = "all";
    private static final String NONE = "none";
    private static final String SIGNATURE = "signature";
    private static final long LONGEST_WINDOW_SECONDS = 86_400;

    /** RFC 9110's token: what headers, cookies and, here, query parameters may be called. */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private static final Pattern SEPARATOR = Pattern.compile(",");

    private final Function<String, @Nullable String> properties;
    private final LongSupplier epochSeconds;
    private final List<String> problems;

    private EntryProperties(
            Function<String, @Nullable String> properties, LongSupplier epochSeconds, List<String> problems) {
        this.properties = properties;
        this.epochSeconds = epochSeconds;
        this.problems = problems;
    }

    /**
     * Reads all settings.
     *
     * @param properties gives the value of a property, or null
     * @param epochSeconds the clock of signatures
     * @param problems takes a sentence for each value that cannot be read
     */
    static EntrySettings read(
            Function<String, @Nullable String> properties, LongSupplier epochSeconds, List<String> problems) {
        return new EntryProperties(properties, epochSeconds, problems).read();
    }

    private EntrySettings read() {
        long windowSeconds = windowSeconds();
        Optional<TagSignatures> signatures = text(EntrySettings.SECRET, "which is no secret; tags are not signed")
                .map(secret -> TagSignatures.of(secret, windowSeconds, epochSeconds));
        return new EntrySettings(trust(signatures), signatures, sources(), defaultTag(), hosts());
    }

    private Trust trust(Optional<TagSignatures> signatures) {
        if (isAbsent(EntrySettings.TRUST)) {
            return new Trust.Everyone();
        }
        String text = text(EntrySettings.TRUST, "which says nothing; nobody's tags are trusted")
                .orElse(NONE);
        return switch (text) {
            case ALL -> new Trust.Everyone();
            case NONE -> new Trust.Nobody();
            case SIGNATURE -> signatures.<Trust>map(Trust.Signed::new).orElseGet(this::withoutSecret);
            default -> senders(text);
        };
    }

    private Trust withoutSecret() {
        problems.add(EntrySettings.TRUST + " is 'signature' and " + EntrySettings.SECRET
                + " is not set; nobody's tags are trusted");
        return new Trust.Nobody();
    }

    private Trust senders(String text) {
        List<Network> networks = new ArrayList<>();
        for (String part : parts(text)) {
            Network.read(part)
                    .ifPresentOrElse(
                            networks::add,
                            () -> problems.add(EntrySettings.TRUST + ": " + Quoted.of(part)
                                    + " is no address and no network, as 10.0.0.7 or 10.0.0.0/8 or fd00::/8 (all, none and"
                                    + " signature stand alone); nobody is trusted by it"));
        }
        if (parts(text).isEmpty()) {
            problems.add(
                    EntrySettings.TRUST + " is " + Quoted.of(text) + ", which says nothing; nobody's tags are trusted");
        }
        return networks.isEmpty() ? new Trust.Nobody() : new Trust.Senders(networks, Quoted.bare(text));
    }

    private long windowSeconds() {
        if (isAbsent(EntrySettings.WINDOW)) {
            return EntrySettings.WINDOW_SECONDS;
        }
        String text = text(EntrySettings.WINDOW).orElse("");
        long seconds = text.matches("\\d{1,5}") ? Long.parseLong(text) : 0;
        if (seconds >= 1 && seconds <= LONGEST_WINDOW_SECONDS) {
            return seconds;
        }
        problems.add(EntrySettings.WINDOW + " is " + Quoted.of(text) + ", must be a whole number of seconds from 1 to "
                + LONGEST_WINDOW_SECONDS + "; it counts as " + EntrySettings.WINDOW_SECONDS);
        return EntrySettings.WINDOW_SECONDS;
    }

    private List<TagSource> sources() {
        List<TagSource> sources = new ArrayList<>();
        sources.add(TagSource.Header.CANONICAL);
        parts(headers()).forEach(part -> alias(part).ifPresent(sources::add));
        name(EntrySettings.COOKIE).map(TagSource.Cookie::new).ifPresent(sources::add);
        name(EntrySettings.QUERY).map(TagSource.Query::new).ifPresent(sources::add);
        sources.add(new TagSource.Baggage());
        return sources;
    }

    /** No aliases have a word, since a value that is blank may be a mistake. */
    private String headers() {
        if (isAbsent(EntrySettings.HEADERS)) {
            return EntrySettings.DEFAULT_HEADERS;
        }
        String text = text(
                        EntrySettings.HEADERS,
                        "which names no header; " + Tag.KEY + " is read alone, as by '" + NONE + "'")
                .orElse(NONE);
        return text.equals(NONE) ? "" : text;
    }

    private HostPatterns hosts() {
        return isAbsent(EntrySettings.HOSTS)
                ? new HostPatterns(List.of(HostPatterns.ALL))
                : text(EntrySettings.HOSTS, "which names no host; no host may see tags")
                        .map(text -> HostPatterns.read(text, problems))
                        .orElseGet(() -> new HostPatterns(List.of()));
    }

    private Optional<TagSource> alias(String part) {
        int colon = part.indexOf(':');
        String name = part.substring(0, Math.max(colon, 0)).strip();
        String meaning = part.substring(colon + 1).strip();
        if (!NAME.matcher(name).matches() || !PairSyntax.isToken(meaning)) {
            problems.add(EntrySettings.HEADERS + ": " + Quoted.of(part)
                    + " is no <header>:tag and no <header>:<label key>; it is left out");
            return Optional.empty();
        }
        return Optional.of(new TagSource.Header(
                name,
                meaning.equals(Tag.LABEL) ? new TagSource.Meaning.WholeTag() : new TagSource.Meaning.Label(meaning)));
    }

    private Optional<String> name(String property) {
        Optional<String> name = text(property, "which can be no name; no tag is read there");
        if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
            problems.add(property + " is " + Quoted.of(name.get()) + ", which can be no name; no tag is read there");
            return Optional.empty();
        }
        return name;
    }

    private Optional<Tag> defaultTag() {
        Optional<String> version = text(EntrySettings.DEFAULT_VERSION);
        if (version.isPresent() && !PairSyntax.isToken(version.get())) {
            problems.add(EntrySettings.DEFAULT_VERSION + " is " + Quoted.of(version.get()) + ", must be "
                    + PairSyntax.tokenRule() + "; there is no default");
            return Optional.empty();
        }
        return version.map(value -> new Tag.Pairs(Labels.of(EntrySettings.VERSION, value)));
    }

    private boolean isAbsent(String property) {
        return properties.apply(property) == null;
    }

    /** Returns what a property says; one that is there and blank is a problem. */
    private Optional<String> text(String property, String whatIfBlank) {
        Optional<String> text = text(property);
        if (text.isEmpty() && !isAbsent(property)) {
            problems.add(property + " is blank, " + whatIfBlank);
        }
        return text;
    }

    private Optional<String> text(String property) {
        return Optional.ofNullable(properties.apply(property))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static List<String> parts(String text) {
        return SEPARATOR
                .splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
