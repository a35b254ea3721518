package io.github.dubbogray.observability.trace;

import io.micrometer.observation.Observation;
import org.apache.dubbo.rpc.Invocation;

/**
 * Observations of Micrometer that Dubbo's tracing keeps on a call. The values are of high cardinality, so that they are on
 * spans and on no meter.
 */
final class ObservedSpans implements Spans.Kind {

    /** The key that Dubbo's filters keep it under: linking the class fails where there is no Micrometer. */
    private final Object key = Observation.class;

    @Override
    public void before(Invocation call) {}

    @Override
    public void ofCaller(Invocation call, Spans.Attributes attributes) {
        observed(call, attributes);
    }

    @Override
    public void ofProvider(Invocation call, Spans.Attributes attributes) {
        observed(call, attributes);
    }

    private void observed(Invocation call, Spans.Attributes attributes) {
        if (call.get(key) instanceof Observation observation) {
            attributes.give(call, observation::highCardinalityKeyValue);
        }
    }
}
