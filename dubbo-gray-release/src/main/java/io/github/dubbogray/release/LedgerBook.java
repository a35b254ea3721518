package io.github.dubbogray.release;

import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ledger.Finished;
import io.github.dubbogray.core.release.ledger.Ledger;
import io.github.dubbogray.core.release.ledger.LedgerReader;
import io.github.dubbogray.nacos.gray.ReleaseText;
import java.util.Optional;

/** What became of an application's releases, as it is kept. For one thread. */
final class LedgerBook {

    private static final int TRIES = 5;

    private final Kept<Ledger> kept;
    private String noted = "";

    LedgerBook(ReleaseStore store) {
        this.kept = new Kept<>(
                store,
                ReleaseText.LEDGER,
                text -> LedgerReader.read(store.application(), text),
                Ledger.empty(store.application()));
    }

    /**
     * Takes note of a release that is over; of one that is not, or is noted already, nothing happens.
     *
     * @throws io.github.dubbogray.nacos.NacosRequestException if Nacos does not answer, or refuses; to be tried again
     */
    void note(Release release) {
        Optional<Finished> finished = Finished.of(release);
        if (finished.isEmpty() || noted.equals(release.id())) {
            return;
        }
        for (int i = 0; i < TRIES; i++) {
            kept.forget();
            if (isKept(finished.get())) {
                noted = release.id();
                return;
            }
        }
    }

    /** Returns whether there is nothing left to do: a text that is not ours is left as it is. */
    private boolean isKept(Finished finished) {
        Optional<Ledger> before = kept.value();
        return before.isEmpty()
                || before.get().with(finished).equals(before.get())
                || kept.change(before.get().with(finished).toJson());
    }
}
