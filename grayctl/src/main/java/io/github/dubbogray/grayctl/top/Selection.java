package io.github.dubbogray.grayctl.top;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which application is shown, by its name: whatever others come and go, it stays under the operator's hands until a key
 * chooses another one. For the thread that looks and the thread that has the keys.
 */
final class Selection {

    private List<String> known = List.of();

    /** Null until there was an application. */
    private @Nullable String application;

    /** What is selected among the applications that there are. */
    sealed interface Found {

        /** There never was an application. */
        record None() implements Found {}

        /** It is there. */
        record Here(String application, View.Place place) implements Found {}

        /** It was selected, and is not there any more. */
        record Gone(String application) implements Found {}
    }

    /** Takes note of the applications that there are; the first of them is selected if none ever was. */
    synchronized Found among(List<String> applications) {
        known = List.copyOf(applications);
        if (application == null && !known.isEmpty()) {
            application = known.get(0);
        }
        String selected = application;
        if (selected == null) {
            return new Found.None();
        }
        int index = known.indexOf(selected);
        return index < 0 ? new Found.Gone(selected) : new Found.Here(selected, new View.Place(index + 1, known.size()));
    }

    /** Selects the one after; the first of all after the last, and in place of one that is gone. */
    synchronized void next() {
        if (!known.isEmpty()) {
            application = known.get((known.indexOf(application) + 1) % known.size());
        }
    }
}
