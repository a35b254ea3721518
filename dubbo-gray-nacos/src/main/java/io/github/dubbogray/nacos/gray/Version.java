package io.github.dubbogray.nacos.gray;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.nacos.ConfigChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a document was at some time.
 *
 * @param back how many changes ago: 0 is now
 * @param text null if there was none
 * @param made the change that made it so, as Nacos recorded it
 * @param change the same as its author told it, if it was made by one who tells
 */
public record Version(int back, @Nullable String text, ConfigChange made, Optional<Change> change) {

    /** The revision, empty if there was no document. */
    public String revision() {
        return revisionOf(text);
    }

    private static String revisionOf(@Nullable String text) {
        return text == null ? "" : DocumentReader.revisionOf(text);
    }

    /**
     * Puts together what is kept in different places.
     *
     * @param now the text now
     * @param recorded the changes, the newest first
     */
    static List<Version> of(@Nullable String now, List<ConfigChange> recorded, Journal journal) {
        List<Change> told = new ArrayList<>(journal.changes());
        List<Version> versions = new ArrayList<>();
        String text = now;
        for (int back = 0; back < recorded.size(); back++) {
            ConfigChange made = recorded.get(back);
            String from = revisionOf(made.before());
            String to = revisionOf(text);
            Optional<Change> change = told.stream()
                    .filter(each -> each.from().equals(from) && each.to().equals(to))
                    .findFirst();
            change.ifPresent(told::remove);
            versions.add(new Version(back, text, made, change));
            text = made.before();
        }
        return List.copyOf(versions);
    }
}
