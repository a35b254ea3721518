package io.github.dubbogray.router.event;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.ObjLongConsumer;
import java.util.stream.Stream;

/**
 * What was counted in one application since it started. Everybody may read it; {@link #count} is for this library's own
 * modules, and the only way to change it.
 */
@SuppressWarnings(
        "EnumOrdinal") // an index into an array of the same process: a call may count, and a map would cost it more
public final class Meters {

    private static final Meter[] ALL = Meter.values();

    private final LongAdder[] counted =
            Stream.of(ALL).map(meter -> new LongAdder()).toArray(LongAdder[]::new);

    /** Begins with nothing. */
    public Meters() {}

    /** Returns how much was counted so far. */
    public long value(Meter meter) {
        return counted[meter.ordinal()].sum();
    }

    /** Hands over every meter with its value, in their order. */
    public void forEach(ObjLongConsumer<Meter> reader) {
        for (Meter meter : ALL) {
            reader.accept(meter, value(meter));
        }
    }

    /** Counts one. */
    public void count(Meter meter) {
        counted[meter.ordinal()].increment();
    }

    /** Says all of it in one line, as the router's snapshot does. */
    @Override
    public String toString() {
        return "documents accepted " + value(Meter.DOCUMENTS_ACCEPTED) + ", refused " + value(Meter.DOCUMENTS_REFUSED)
                + "; tags dropped " + value(Meter.TAGS_DROPPED) + ", untrusted " + value(Meter.TAGS_UNTRUSTED)
                + ", aliased " + value(Meter.TAGS_ALIASED) + "; labels drifted " + value(Meter.LABELS_DRIFTED)
                + ", malformed " + value(Meter.LABELS_MALFORMED) + "; calls refused " + value(Meter.CALLS_REFUSED)
                + ", passed unrouted " + value(Meter.BUGS) + "; values too long " + value(Meter.VALUES_TOO_LONG)
                + "; events dropped " + value(Meter.EVENTS_DROPPED) + ", alerts " + value(Meter.ALERTS_DROPPED);
    }
}
