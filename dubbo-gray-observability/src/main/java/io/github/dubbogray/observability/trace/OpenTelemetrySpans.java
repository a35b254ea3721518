package io.github.dubbogray.observability.trace;

import io.opentelemetry.api.trace.Span;
import org.apache.dubbo.rpc.Invocation;

/**
 * The current span of OpenTelemetry. Of a caller it is that of the call only if it is another one than before the call: else
 * nobody traces the call, and the span is that of the request which the caller serves.
 */
final class OpenTelemetrySpans implements Spans.Kind {

    private static final String KEY = "dubbo-gray.span-before";

    /** Linking the class fails where there is no OpenTelemetry. */
    private final Span none = Span.getInvalid();

    @Override
    public void before(Invocation call) {
        Span before = Span.current();
        if (!before.equals(none)) {
            call.put(KEY, before);
        }
    }

    @Override
    public void ofCaller(Invocation call, Spans.Attributes attributes) {
        Span span = Span.current();
        if (span.isRecording() && !span.equals(call.get(KEY))) {
            attributes.give(call, span::setAttribute);
        }
    }

    @Override
    public void ofProvider(Invocation call, Spans.Attributes attributes) {
        Span span = Span.current();
        if (span.isRecording()) {
            attributes.give(call, span::setAttribute);
        }
    }
}
