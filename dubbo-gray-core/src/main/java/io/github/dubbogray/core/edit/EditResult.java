package io.github.dubbogray.core.edit;

import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.yaml.Place;
import java.util.List;

/** What became of a text that was to be edited. */
public sealed interface EditResult {

    /**
     * The text was edited.
     *
     * @param text the new text
     * @param replacements all differences from the old one, in its order; at least one
     */
    record Edited(String text, List<Replacement> replacements) implements EditResult {

        public Edited {
            replacements = List.copyOf(replacements);
        }
    }

    /**
     * The text says it already.
     *
     * @param place where it says so
     * @param reason what it says, as a sentence without its full stop
     */
    record Unchanged(Place place, String reason) implements EditResult {

        /** Returns place and reason in one line. */
        @Override
        public String toString() {
            return place + ": " + reason;
        }
    }

    /**
     * The text stays what it is.
     *
     * @param place which part of it is in the way
     * @param reason why, and what to do, as a sentence without its full stop
     * @param problems what is wrong with the text, or would be after the edit; empty where it is another reason
     */
    record Refused(Place place, String reason, List<Problem> problems) implements EditResult {

        public Refused {
            problems = List.copyOf(problems);
        }

        /** The text is a document, but not one that this edit can be made in. */
        Refused(Place place, String reason) {
            this(place, reason, List.of());
        }

        /** Returns place and reason in one line, and each problem in one of its own. */
        @Override
        public String toString() {
            StringBuilder lines = new StringBuilder(place + ": " + reason);
            problems.forEach(problem -> lines.append('\n').append(problem));
            return lines.toString();
        }
    }
}
