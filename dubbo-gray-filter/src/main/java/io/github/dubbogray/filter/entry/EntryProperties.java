package io.github.dubbogray.filter.entry;

import io.github.dubbogray.core.address.Network;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.filter.trust.HostPatterns;
import io.github.dubbogray.filter.trust.Secrets;
import io.github.dubbogray.filter.trust.TagSignatures;
import io.github.dubbogray.filter.trust.Trust;
import io.github.dubbogray.router.settings.GrayProperties;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

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

    private final GrayProperties properties;
    private final LongSupplier epochSeconds;

    private EntryProperties(GrayProperties properties, LongSupplier epochSeconds) {
        this.properties = properties;
        this.epochSeconds = epochSeconds;
    }

    /**
     * Reads all settings.
     *
     * @param properties takes a sentence for each value that cannot be read
     * @param clock the time of signatures
     */
    static EntrySettings read(GrayProperties properties, Clock clock) {
        return new EntryProperties(properties, () -> clock.instant().getEpochSecond()).read();
    }

    private EntrySettings read() {
        long windowSeconds =
                properties.seconds(EntrySettings.WINDOW, 1, LONGEST_WINDOW_SECONDS, EntrySettings.WINDOW_SECONDS);
        Optional<TagSignatures> signatures = properties
                .text(EntrySettings.SECRET, "which is no secret; tags are not signed")
                .flatMap(text -> Secrets.read(text, properties::problem))
                .map(secrets -> TagSignatures.of(secrets, windowSeconds, epochSeconds));
        return new EntrySettings(trust(signatures), signatures, sources(), defaultTag(), hosts());
    }

    private Trust trust(Optional<TagSignatures> signatures) {
        if (properties.isAbsent(EntrySettings.TRUST)) {
            return new Trust.Everyone();
        }
        String text = properties
                .text(EntrySettings.TRUST, "which says nothing; nobody's tags are trusted")
                .orElse(NONE);
        return switch (text) {
            case ALL -> new Trust.Everyone();
            case NONE -> new Trust.Nobody();
            case SIGNATURE -> signatures.<Trust>map(Trust.Signed::new).orElseGet(this::withoutSecret);
            default -> senders(text);
        };
    }

    private Trust withoutSecret() {
        properties.problem(EntrySettings.TRUST + " is 'signature' and " + EntrySettings.SECRET
                + " has no secret; nobody's tags are trusted");
        return new Trust.Nobody();
    }

    private Trust senders(String text) {
        List<Network> networks = new ArrayList<>();
        for (String part : GrayProperties.parts(text)) {
            Network.read(part)
                    .ifPresentOrElse(
                            networks::add,
                            () -> properties.problem(EntrySettings.TRUST + ": " + Quoted.of(part)
                                    + " is no address and no network, as 10.0.0.7 or 10.0.0.0/8 or fd00::/8 (all, none and"
                                    + " signature stand alone); nobody is trusted by it"));
        }
        if (GrayProperties.parts(text).isEmpty()) {
            properties.problem(
                    EntrySettings.TRUST + " is " + Quoted.of(text) + ", which says nothing; nobody's tags are trusted");
        }
        return networks.isEmpty() ? new Trust.Nobody() : new Trust.Senders(networks, Quoted.bare(text));
    }

    private List<TagSource> sources() {
        List<TagSource> sources = new ArrayList<>();
        sources.add(TagSource.Header.CANONICAL);
        GrayProperties.parts(headers()).forEach(part -> alias(part).ifPresent(sources::add));
        name(EntrySettings.COOKIE).map(TagSource.Cookie::new).ifPresent(sources::add);
        name(EntrySettings.QUERY).map(TagSource.Query::new).ifPresent(sources::add);
        sources.add(new TagSource.Baggage());
        return sources;
    }

    /** No aliases have a word, since a value that is blank may be a mistake. */
    private String headers() {
        if (properties.isAbsent(EntrySettings.HEADERS)) {
            return EntrySettings.DEFAULT_HEADERS;
        }
        String text = properties
                .text(
                        EntrySettings.HEADERS,
                        "which names no header; " + Tag.KEY + " is read alone, as by '" + NONE + "'")
                .orElse(NONE);
        return text.equals(NONE) ? "" : text;
    }

    private HostPatterns hosts() {
        return properties.isAbsent(EntrySettings.HOSTS)
                ? new HostPatterns(List.of(HostPatterns.ALL))
                : properties
                        .text(EntrySettings.HOSTS, "which names no host; no host may see tags")
                        .map(text -> HostPatterns.read(text, properties::problem))
                        .orElseGet(() -> new HostPatterns(List.of()));
    }

    private Optional<TagSource> alias(String part) {
        int colon = part.indexOf(':');
        String name = part.substring(0, Math.max(colon, 0)).strip();
        String meaning = part.substring(colon + 1).strip();
        if (!NAME.matcher(name).matches() || !PairSyntax.isToken(meaning)) {
            properties.problem(EntrySettings.HEADERS + ": " + Quoted.of(part)
                    + " is no <header>:tag and no <header>:<label key>; it is left out");
            return Optional.empty();
        }
        return Optional.of(new TagSource.Header(
                name,
                meaning.equals(Tag.LABEL) ? new TagSource.Meaning.WholeTag() : new TagSource.Meaning.Label(meaning)));
    }

    private Optional<String> name(String property) {
        Optional<String> name = properties.text(property, "which can be no name; no tag is read there");
        if (name.isPresent() && !NAME.matcher(name.get()).matches()) {
            properties.problem(
                    property + " is " + Quoted.of(name.get()) + ", which can be no name; no tag is read there");
            return Optional.empty();
        }
        return name;
    }

    private Optional<Tag> defaultTag() {
        Optional<String> version =
                properties.text(EntrySettings.DEFAULT_VERSION, "which is no version; there is no default");
        if (version.isPresent() && !PairSyntax.isToken(version.get())) {
            properties.problem(EntrySettings.DEFAULT_VERSION + " is " + Quoted.of(version.get()) + ", must be "
                    + PairSyntax.tokenRule() + "; there is no default");
            return Optional.empty();
        }
        return version.map(value -> new Tag.Pairs(Labels.of(EntrySettings.VERSION, value)));
    }
}
