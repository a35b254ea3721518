package io.github.dubbogray.observability.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.rpc.Invocation;

/**
 * The spans of a call, in whichever libraries the application has: the observation that Dubbo's own tracing has made for it
 * (Micrometer, and so OpenTelemetry or Brave behind it), and the current span of OpenTelemetry, as of an agent. The two may
 * be one; what is said twice is said once.
 */
final class Spans {

    private static final Logger LOG = LoggerFactory.getLogger(Spans.class);
    private static final Spans PRESENT = new Spans(List.of(OpenTelemetrySpans::new, ObservedSpans::new));

    private final Kind[] kinds;

    /** One library. */
    interface Kind {

        /** Takes note of what is there before the call has a span of its own. */
        void before(Invocation call);

        /** Hands over to the span of the call, if it has one, at the caller. */
        void ofCaller(Invocation call, Attributes attributes);

        /** Hands over to the span of the call, if it has one, at the provider. */
        void ofProvider(Invocation call, Attributes attributes);
    }

    /** Gives attributes of a call to its span; made once, as a call that nobody traces is to allocate nothing. */
    interface Attributes {
        void give(Invocation call, BiConsumer<String, String> span);
    }

    private Spans(List<Supplier<Kind>> all) {
        List<Kind> present = new ArrayList<>();
        for (Supplier<Kind> kind : all) {
            try {
                present.add(kind.get());
            } catch (LinkageError absent) {
                LOG.debug("Spans of this library say nothing of gray release, as it is not there: " + absent);
            }
        }
        kinds = present.toArray(Kind[]::new);
    }

    /** Returns those of the libraries that this process has. */
    static Spans present() {
        return PRESENT;
    }

    boolean areNone() {
        return kinds.length == 0;
    }

    void before(Invocation call) {
        for (Kind kind : kinds) {
            kind.before(call);
        }
    }

    void ofCaller(Invocation call, Attributes attributes) {
        for (Kind kind : kinds) {
            kind.ofCaller(call, attributes);
        }
    }

    void ofProvider(Invocation call, Attributes attributes) {
        for (Kind kind : kinds) {
            kind.ofProvider(call, attributes);
        }
    }
}
