package io.github.dubbogray.router.record;

import io.github.dubbogray.core.placement.Placement;
import io.github.dubbogray.core.record.RecordedDecision;
import io.github.dubbogray.core.record.SeenRequest;
import io.github.dubbogray.core.rule.Coloring;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import org.apache.dubbo.rpc.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * A call that is being recorded, kept on it from its first try on; it holds nothing of the call itself. Written by the threads
 * of the call, one after the other; read by who reads the recording.
 */
public final class RecordedCall {

    private static final String KEY = "dubbo-gray.record";
    private static final int NONE = -1;

    private final SeenRequest seen;
    private Coloring answer = Coloring.OPEN;
    private int drawn = NONE;

    private volatile String instance = "";

    /** Written after answer and draw, so that who reads one sees these. */
    private volatile @Nullable Placement placement;

    RecordedCall(SeenRequest seen) {
        this.seen = seen;
    }

    void keepOn(Invocation call) {
        call.put(KEY, this);
    }

    static @Nullable RecordedCall on(Invocation call) {
        return call.get(KEY) instanceof RecordedCall recorded ? recorded : null;
    }

    /** Returns a draw that is remembered. */
    public IntSupplier drawing(IntSupplier draw) {
        return () -> {
            drawn = draw.getAsInt();
            return drawn;
        };
    }

    /** Takes note of what the documents answered. */
    public void answered(Coloring coloring) {
        answer = coloring;
    }

    void placed(Placement found) {
        placement = found;
    }

    void servedBy(String address) {
        instance = address;
    }

    /** Returns the decision; empty while it is not made. */
    Optional<RecordedDecision> toDecision() {
        Placement found = placement;
        return found == null
                ? Optional.empty()
                : Optional.of(RecordedDecision.of(
                        seen,
                        answer,
                        drawn == NONE ? OptionalInt.empty() : OptionalInt.of(drawn),
                        new RecordedDecision.Ended(found.outcome(), found.lane().orElse(""), instance)));
    }
}
