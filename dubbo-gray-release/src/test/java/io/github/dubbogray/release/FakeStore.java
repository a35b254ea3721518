package io.github.dubbogray.release;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.release.Lease;
import io.github.dubbogray.nacos.StoredConfig;
import io.github.dubbogray.nacos.gray.Consumer;
import io.github.dubbogray.nacos.gray.GrayDocument;
import io.github.dubbogray.nacos.gray.ReleaseText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Nacos in memory, which compares before it swaps, and whose consumers do as they are told to. It can fail at the n-th request,
 * before or after it has done what is asked.
 */
final class FakeStore implements ReleaseStore {

    static final String APPLICATION = "demo";

    private final Map<ReleaseText, String> texts = new EnumMap<>(ReleaseText.class);

    /** How often each was written: each time, Nacos would keep one more in its history. */
    final Map<ReleaseText, Integer> writes = new EnumMap<>(ReleaseText.class);

    private Lease heard = Lease.NONE;
    String document = "";
    Supplier<List<Consumer>> consumers = List::of;
    final List<String> published = new ArrayList<>();

    /** Who published each, and why. */
    final List<String> notes = new ArrayList<>();

    /** Called before each request, and after each one that changes something. */
    Runnable beforeRequest = () -> {};

    Runnable afterChange = () -> {};

    /** Called before each request that is about incidents. */
    Runnable beforeIncidents = () -> {};

    /** Called before each heartbeat. */
    Runnable beforeHeartbeat = () -> {};

    private static @Nullable StoredConfig stored(@Nullable String text) {
        return text == null ? null : new StoredConfig(text, DocumentReader.revisionOf(text));
    }

    private static boolean isNow(@Nullable StoredConfig basis, @Nullable String now) {
        return basis == null ? now == null : basis.text().equals(now);
    }

    @Override
    public String application() {
        return APPLICATION;
    }

    @Override
    public Optional<StoredConfig> read(ReleaseText which) {
        beforeRequest(which);
        return Optional.ofNullable(stored(texts.get(which)));
    }

    @Override
    public boolean swap(ReleaseText which, @Nullable StoredConfig basis, String text) {
        beforeRequest(which);
        boolean isFirst = isNow(basis, texts.get(which));
        if (isFirst) {
            texts.put(which, text);
            writes.merge(which, 1, Integer::sum);
            afterChange.run();
        }
        return isFirst;
    }

    private void beforeRequest(ReleaseText which) {
        beforeRequest.run();
        if (which == ReleaseText.INCIDENTS) {
            beforeIncidents.run();
        }
    }

    @Override
    public Lease heard() {
        beforeRequest.run();
        return heard;
    }

    @Override
    public void sayHeard(Lease lease) {
        beforeRequest.run();
        beforeHeartbeat.run();
        heard = lease;
    }

    @Override
    public Optional<GrayDocument> document() {
        beforeRequest.run();
        return Optional.of(new GrayDocument(APPLICATION, new StoredConfig(document, "")));
    }

    @Override
    public boolean publish(GrayDocument basis, String text, String author, String reason) {
        beforeRequest.run();
        boolean isFirst = basis.text().equals(document);
        if (isFirst) {
            document = text;
            published.add(text);
            notes.add(author + ", " + reason);
            afterChange.run();
        }
        return isFirst;
    }

    @Override
    public List<Consumer> consumers() {
        beforeRequest.run();
        return consumers.get();
    }
}
