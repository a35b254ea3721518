package io.github.dubbogray.release;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.release.Lease;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.StoredConfig;
import io.github.dubbogray.nacos.gray.Change;
import io.github.dubbogray.nacos.gray.Consumer;
import io.github.dubbogray.nacos.gray.GrayConsumers;
import io.github.dubbogray.nacos.gray.GrayDocument;
import io.github.dubbogray.nacos.gray.GrayDocuments;
import io.github.dubbogray.nacos.gray.GrayHeartbeats;
import io.github.dubbogray.nacos.gray.GrayReleases;
import io.github.dubbogray.nacos.gray.ReleaseText;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All of it in a namespace of Nacos. */
public final class NacosReleaseStore implements ReleaseStore {

    private final String application;
    private final GrayDocuments documents;
    private final GrayReleases releases;
    private final GrayHeartbeats heartbeats;
    private final GrayConsumers consumers;
    private final Clock clock;

    /** That of an application. */
    public NacosReleaseStore(NacosAdmin admin, String application, Clock clock) {
        this.application = application;
        this.documents = new GrayDocuments(admin);
        this.releases = new GrayReleases(admin);
        this.heartbeats = new GrayHeartbeats(admin);
        this.consumers = new GrayConsumers(admin);
        this.clock = clock;
    }

    @Override
    public String application() {
        return application;
    }

    @Override
    public Optional<StoredConfig> read(ReleaseText which) {
        return releases.read(application, which);
    }

    @Override
    public boolean swap(ReleaseText which, @Nullable StoredConfig basis, String text) {
        try {
            return isFirst(() -> releases.swap(application, which, basis, text));
        } catch (NacosRequestException failure) {
            if (failure.kind() == NacosRequestException.Kind.UNREACHABLE && isNow(which, text)) {
                return true; // the answer was lost, not the write
            }
            throw failure;
        }
    }

    @Override
    public Lease heard() {
        return heartbeats
                .last(application)
                .map(last -> new Lease(last.holder(), last.untilMillis()))
                .orElse(Lease.NONE);
    }

    @Override
    public void sayHeard(Lease lease) {
        heartbeats.say(application, new GrayHeartbeats.Heartbeat(lease.holder(), lease.untilMillis()));
    }

    @Override
    public Optional<GrayDocument> document() {
        return documents.read(application);
    }

    @Override
    public boolean publish(GrayDocument basis, String text, String author, String reason) {
        Change change = new Change(
                clock.instant(),
                author,
                Change.actionOf(markOf(text).or(() -> markOf(basis.text())).orElse("")),
                reason,
                basis.revision(),
                DocumentReader.revisionOf(text));
        return isFirst(() -> documents.publish(application, basis, text, change));
    }

    /** The last text of a release has no mark any more, and the one before has. */
    private Optional<String> markOf(String text) {
        return DocumentReader.read(application, text) instanceof Reading.Accepted accepted
                        && accepted.table().release() instanceof ReleaseMark.OfStep mark
                ? Optional.of(mark.id())
                : Optional.empty();
    }

    @Override
    public List<Consumer> consumers() {
        return consumers.of(application);
    }

    private boolean isNow(ReleaseText which, String text) {
        return read(which).filter(now -> now.text().equals(text)).isPresent();
    }

    private static boolean isFirst(Runnable swap) {
        try {
            swap.run();
            return true;
        } catch (NacosRequestException failure) {
            if (failure.kind() == NacosRequestException.Kind.CONFLICT) {
                return false;
            }
            throw failure;
        }
    }
}
