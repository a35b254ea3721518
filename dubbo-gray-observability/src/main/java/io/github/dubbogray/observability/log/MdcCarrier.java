package io.github.dubbogray.observability.log;

import io.github.dubbogray.filter.context.Companions;
import io.github.dubbogray.filter.context.OptionalCarrier;
import org.slf4j.MDC;

/**
 * Has what is logged for a request say its tag in SLF4J's mapped diagnostic context: {@code gray.tag}, and {@code gray.lane}
 * where the tag names one. Patterns print them as {@code %X{gray.tag}}, and JSON encoders as fields.
 */
public final class MdcCarrier implements OptionalCarrier {

    /** For the service loader. */
    public MdcCarrier() {}

    /** Links SLF4J; where that is not there, nothing is carried. */
    @Override
    public void begin() {
        if (isPresent()) {
            Companions.add(new TagInMdc());
        }
    }

    /** Returns whether SLF4J is there and keeps a context. */
    static boolean isPresent() {
        try {
            return MDC.getMDCAdapter() != null;
        } catch (LinkageError absent) {
            return false;
        }
    }
}
