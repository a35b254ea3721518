package io.github.dubbogray.nacos.gray;

import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.NacosConfigs;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.StoredConfig;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A journal where it is kept, to which many add at the same time. */
record JournalNotes(NacosConfigs configs, ConfigId id) {

    private static final int TRIES = 20;

    /** Returns it; empty if there is none, or one that is no text of ours. */
    Journal read() {
        StoredConfig stored = configs.read(id);
        return stored == null ? Journal.empty() : Journal.read(stored.text()).orElse(Journal.empty());
    }

    /** Adds a change that was made, and says what became of that. Throws nothing: the change stands. */
    GrayDocuments.Noted add(Change change) {
        try {
            for (int i = 0; i < TRIES; i++) {
                StoredConfig stored = configs.read(id);
                Optional<Journal> journal = stored == null ? Optional.of(Journal.empty()) : Journal.read(stored.text());
                if (journal.isEmpty()) {
                    return GrayDocuments.Noted.JOURNAL_UNREADABLE;
                }
                if (isSwapped(stored, journal.get().with(change).toString())) {
                    return GrayDocuments.Noted.YES;
                }
            }
            return GrayDocuments.Noted.FAILED;
        } catch (NacosRequestException failure) {
            return GrayDocuments.Noted.FAILED;
        }
    }

    private boolean isSwapped(@Nullable StoredConfig basis, String text) {
        try {
            configs.swap(id, basis, text);
            return true;
        } catch (NacosRequestException failure) {
            if (failure.kind() == NacosRequestException.Kind.CONFLICT) {
                return false;
            }
            throw failure;
        }
    }
}
