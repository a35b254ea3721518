package io.github.dubbogray.router.alert;

import io.github.dubbogray.core.text.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where alerts go. Whoever knows a robot's URL can speak with its voice, so only its beginning is ever printed. */
record WebhookUrl(URI uri) {

    private static final Pattern BEGINNING =
            Pattern.compile("(\\w+://)(?:[^/?#]*@)?([^/?#@]*)(/[^/?#]{1,20}(?=/))?.*", Pattern.DOTALL);
    private static final int LONGEST_BARE = 12;

    /** Reads an http or https URL that names a host; empty for every other text. */
    static Optional<WebhookUrl> read(String text) {
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
    static String shown(String text) {
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
    String describe() {
        return shown(uri.toString());
    }

    /** Returns a text of others without what is secret here. */
    String withoutSecrets(String text) {
        return Stream.of(uri.getRawQuery(), uri.getRawPath())
                .filter(secret -> secret != null && secret.length() > 1)
                .reduce(text, (hidden, secret) -> hidden.replace(secret, "…"));
    }
}
