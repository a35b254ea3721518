package io.github.dubbogray.filter.call;

import io.github.dubbogray.core.label.PairSyntax;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The texts that say where one hop of a request went. Of applications, lanes and versions there are few, and calls are many: a
 * text that is ready is found by all three, without an object for a key. Safe for many threads, which may overwrite each
 * other's; a text that is gone is made again with its next call.
 */
final class HopTexts {

    /** A power of two: how many texts are ready at most. */
    private static final int READY = 256;

    /** In how many places in a row a text may stand. A new one takes the first, and those that are there move on. */
    private static final int PLACES = 4;

    private final @Nullable Hop[] ready = new Hop[READY];

    /** A hop and its text. */
    private record Hop(
            String application,
            @Nullable String lane,
            @Nullable String version,
            String text) {

        /** Makes the text; lanes and versions are plain already, an application's name may be anything. */
        static Hop of(String application, @Nullable String lane, @Nullable String version) {
            String token =
                    PairSyntax.isToken(application) ? application : application.replaceAll("[^A-Za-z0-9._-]", "_");
            return new Hop(
                    application,
                    lane,
                    version,
                    token + (lane == null ? "" : ";lane=" + lane) + (version == null ? "" : ";version=" + version));
        }

        boolean isOf(String otherApplication, @Nullable String otherLane, @Nullable String otherVersion) {
            return application.equals(otherApplication)
                    && Objects.equals(lane, otherLane)
                    && Objects.equals(version, otherVersion);
        }
    }

    /** Returns the text of a hop. */
    String of(String application, @Nullable String lane, @Nullable String version) {
        int first = firstPlace(application, lane, version);
        for (int i = 0; i < PLACES; i++) {
            Hop known = ready[first + i & READY - 1];
            if (known != null && known.isOf(application, lane, version)) {
                return known.text();
            }
        }
        Hop made = Hop.of(application, lane, version);
        put(made, first);
        return made.text();
    }

    private void put(Hop made, int first) {
        Hop next = made;
        for (int i = 0; i < PLACES && next != null; i++) {
            int place = first + i & READY - 1;
            Hop there = ready[place];
            ready[place] = next;
            next = there;
        }
    }

    private static int firstPlace(String application, @Nullable String lane, @Nullable String version) {
        int hash = (application.hashCode() * 31 + Objects.hashCode(lane)) * 31 + Objects.hashCode(version);
        return (hash ^ hash >>> 16) & READY - 1;
    }
}
