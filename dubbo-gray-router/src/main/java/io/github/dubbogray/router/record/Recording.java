package io.github.dubbogray.router.record;

import io.github.dubbogray.core.record.RecordedDecision;
import io.github.dubbogray.core.record.SeenRequest;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One recording: an even sample of the calls since it began, each as likely as any other (algorithm R: the nth call replaces
 * one that is kept with probability limit / n). Its size is bounded. Any thread may add to it.
 */
final class Recording {

    /** So many texts are kept; a recording in which more are in force is over. */
    static final int MOST_DOCUMENTS = 16;

    private final long endNanos;
    private final AtomicReferenceArray<@Nullable RecordedCall> kept;
    private final AtomicLong calls = new AtomicLong();
    private final Map<String, String> documents = new ConcurrentHashMap<>();

    /**
     * Begins.
     *
     * @param limit how many calls are kept at most
     * @param endNanos when it is over
     */
    Recording(int limit, long endNanos) {
        this.kept = new AtomicReferenceArray<>(limit);
        this.endNanos = endNanos;
    }

    int limit() {
        return kept.length();
    }

    boolean isOver(long nowNanos) {
        return nowNanos - endNanos >= 0 || documents.size() > MOST_DOCUMENTS;
    }

    /**
     * Takes a call that is about to be decided, or passes it by.
     *
     * @param below draws a number from 0 to less than another
     * @param texts gives the text of a table's document; empty if that is not in force any more
     */
    @Nullable RecordedCall take(
            long atMillis,
            Request request,
            @Nullable String tag,
            List<Table> tables,
            LongUnaryOperator below,
            Function<Table, Optional<String>> texts) {
        if (!haveTexts(tables, texts)) {
            return null;
        }
        long number = calls.incrementAndGet();
        long place = number <= kept.length() ? number - 1 : below.applyAsLong(number);
        if (place >= kept.length()) {
            return null;
        }
        RecordedCall taken = new RecordedCall(SeenRequest.of(atMillis, request, tag, tables));
        kept.set((int) place, taken);
        return taken;
    }

    private boolean haveTexts(List<Table> tables, Function<Table, Optional<String>> texts) {
        for (Table table : tables) {
            if (table.hasDocument() && !documents.containsKey(table.revision())) {
                texts.apply(table).ifPresent(text -> documents.put(table.revision(), text));
                if (!documents.containsKey(table.revision())) {
                    return false;
                }
            }
        }
        return true;
    }

    long calls() {
        return calls.get();
    }

    Map<String, String> documents() {
        return Map.copyOf(documents);
    }

    /** Returns what was decided so far. */
    List<RecordedDecision> decisions() {
        return IntStream.range(0, kept.length())
                .mapToObj(kept::get)
                .flatMap(call -> Optional.ofNullable(call).flatMap(RecordedCall::toDecision).stream())
                .toList();
    }
}
