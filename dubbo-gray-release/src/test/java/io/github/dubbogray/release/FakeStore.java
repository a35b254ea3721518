package io.github.dubbogray.release;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.nacos.StoredConfig;
import io.github.dubbogray.nacos.gray.Consumer;
import io.github.dubbogray.nacos.gray.GrayDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Nacos in memory, which compares before it swaps, and whose consumers do as they are told to. It can fail at the n-th request,
 * before or after it has done what is asked.
 */
final class FakeStore implements ReleaseStore {

    static final String APPLICATION = "demo";

    private @Nullable String state;
    private @Nullable String plan;
    private @Nullable String incidents;
    private @Nullable String ledger;
    String document = "";
    Supplier<List<Consumer>> consumers = List::of;
    final List<String> published = new ArrayList<>();

    /** Called before each request, and after each one that changes something. */
    Runnable beforeRequest = () -> {};

    Runnable afterChange = () -> {};

    /** Called before each request that is about incidents. */
    Runnable beforeIncidents = () -> {};

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
    public Optional<StoredConfig> state() {
        beforeRequest.run();
        return Optional.ofNullable(stored(state));
    }

    @Override
    public boolean swapState(@Nullable StoredConfig basis, String text) {
        beforeRequest.run();
        boolean isFirst = isNow(basis, state);
        if (isFirst) {
            state = text;
            afterChange.run();
        }
        return isFirst;
    }

    @Override
    public Optional<StoredConfig> plan() {
        beforeRequest.run();
        return Optional.ofNullable(stored(plan));
    }

    @Override
    public boolean swapPlan(@Nullable StoredConfig basis, String text) {
        beforeRequest.run();
        boolean isFirst = isNow(basis, plan);
        if (isFirst) {
            plan = text;
            afterChange.run();
        }
        return isFirst;
    }

    @Override
    public Optional<StoredConfig> incidents() {
        beforeRequest.run();
        beforeIncidents.run();
        return Optional.ofNullable(stored(incidents));
    }

    @Override
    public boolean swapIncidents(@Nullable StoredConfig basis, String text) {
        beforeRequest.run();
        beforeIncidents.run();
        boolean isFirst = isNow(basis, incidents);
        if (isFirst) {
            incidents = text;
            afterChange.run();
        }
        return isFirst;
    }

    @Override
    public Optional<StoredConfig> ledger() {
        beforeRequest.run();
        return Optional.ofNullable(stored(ledger));
    }

    @Override
    public boolean swapLedger(@Nullable StoredConfig basis, String text) {
        beforeRequest.run();
        boolean isFirst = isNow(basis, ledger);
        if (isFirst) {
            ledger = text;
            afterChange.run();
        }
        return isFirst;
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
