package io.github.dubbogray.filter.entry;

import io.github.dubbogray.filter.trust.Trust;
import io.github.dubbogray.router.settings.GrayProperties;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** A door for hostile texts to what this package keeps to itself. */
public final class EntryDoor {

    private EntryDoor() {}

    /** Reads all settings of an entry, and returns whom it believes then; what is wrong is among the problems of the reading. */
    public static Trust trust(GrayProperties properties, Clock clock) {
        return EntryProperties.read(properties, clock).trust();
    }

    /** Returns the cookies in a header. */
    public static Map<String, String> cookies(String header) {
        return Cookies.valuesIn(List.of(header));
    }

    /** Returns the parameters of a query. */
    public static Map<String, String> query(String query) {
        return QueryString.valuesIn(query);
    }
}
