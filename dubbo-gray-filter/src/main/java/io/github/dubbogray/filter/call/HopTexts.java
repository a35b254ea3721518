package io.github.dubbogray.filter.call;

import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.core.memo.Memo;
import org.jspecify.annotations.Nullable;

/**
 * The texts that say where one hop of a request went. Of applications, lanes and versions there are few, and calls are many: a
 * text that is ready is found by one of them after the other, as a key of all three would be an object for each call.
 */
final class HopTexts {

    private static final int APPLICATIONS = 128;
    private static final int LANES = 32;
    private static final int VERSIONS = 32;

    private static final String NONE = "";

    private final Memo<String, Memo<String, Memo<String, String>>> ready = new Memo<>(APPLICATIONS);

    /** Returns the text of a hop; lanes and versions are plain already, an application's name may be anything. */
    String of(String application, @Nullable String lane, @Nullable String version) {
        Memo<String, String> ofVersions = ready.get(application, any -> new Memo<>(LANES))
                .get(lane == null ? NONE : lane, any -> new Memo<>(VERSIONS));
        String key = version == null ? NONE : version;
        String known = ofVersions.get(key);
        if (known != null) {
            return known;
        }
        String text = token(application)
                + (lane == null ? "" : ";lane=" + lane)
                + (version == null ? "" : ";version=" + version);
        ofVersions.put(key, text);
        return text;
    }

    private static String token(String application) {
        return PairSyntax.isToken(application) ? application : application.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
