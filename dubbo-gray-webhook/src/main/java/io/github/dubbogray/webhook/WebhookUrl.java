package io.github.dubbogray.webhook;

import io.github.dubbogray.core.text.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where messages go. Whoever knows a robot's URL can speak with its voice, so only its beginning is ever printed. */
public record WebhookUrl(URI uri) {

    private static final Pattern BEGINNING =
            Pattern.compile("(\\w+://)(?:[^/?#]*@)?([^/?#@]*)(/[^/?#]{1,20}(?=/))?.*", Pattern.DOTALL);
    private static final int LONGEST_BARE = 12;

    /** A shorter part of a URL is a word, such as {@code v1}: without it, a text would be without its sense. */
    private static final int SHORTEST_SECRET = 4;

    /** Reads an http or https URL that names a host; empty for every other text. */
    public static Optional<WebhookUrl> read(String text) {
        try {
            URI uri = new URI(text);
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return isHttp && uri.getHost() != null && uri.getUserInfo() == null && uri.getPort() < 65_536
                    ? Optional.of(new WebhookUrl(uri))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Returns the beginning of what may be a URL: scheme, host and first folder. */
    public static String shown(String text) {
        Matcher url = BEGINNING.matcher(text);
        if (!url.matches()) {
            return Quoted.bare(text.substring(0, Math.min(LONGEST_BARE, firstSign(text)))) + "…";
        }
        String folder = url.group(3) == null ? "" : url.group(3);
        String shown = url.group(1) + url.group(2) + folder;
        return Quoted.bare(shown) + (shown.length() < text.length() ? "/…" : "");
    }

    private static int firstSign(String text) {
        return Stream.of("/", "?", "#", "=", "@")
                .mapToInt(text::indexOf)
                .filter(index -> index >= 0)
                .min()
                .orElse(text.length() / 2);
    }

    /** Says where it is, without what is secret. */
    public String describe() {
        return shown(uri.toString());
    }

    /**
     * Returns a text of others without what is secret here: the whole path and query, each folder but the first and each value
     * of the query, as they are, decoded, and as HTML has them.
     */
    public String withoutSecrets(String text) {
        return secrets()
                .flatMap(secret -> Stream.of(secret, decoded(secret), secret.replace("&", "&amp;")))
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed()) // the whole before its parts
                .reduce(text, (hidden, secret) -> hidden.replace(secret, "…"));
    }

    private Stream<String> secrets() {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return Stream.of(
                        Stream.of(path, query, path + "?" + query),
                        Stream.of(path.split("/", -1))
                                .filter(Predicate.not(String::isEmpty))
                                .skip(1),
                        Stream.of(query.split("&", -1)).map(pair -> pair.substring(pair.indexOf('=') + 1)))
                .flatMap(parts -> parts);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) { // it is no code
            return text;
        }
    }
}
