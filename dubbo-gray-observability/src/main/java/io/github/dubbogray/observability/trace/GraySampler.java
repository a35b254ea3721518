package io.github.dubbogray.observability.trace;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every span of a gray request, and of the others a part of the traces: the same traces in every process, as it goes by
 * the trace id (OpenTelemetry's {@code TraceIdRatioBased}). A request is gray if it has a tag other than {@code stable}, in
 * its context ({@link GrayContext}), in its baggage, or as the span's attribute {@code gray.tag}.
 *
 * <p>Of a request that is not gray, the parent's decision holds. One that becomes gray on its way, as a later hop colors it,
 * is kept from there on.
 *
 * <p>By name, in OpenTelemetry's configuration: {@code OTEL_TRACES_SAMPLER=gray}, {@code OTEL_TRACES_SAMPLER_ARG=0.3}.
 */
public final class GraySampler implements Sampler {

    private static final AttributeKey<String> TAG = AttributeKey.stringKey(SpanAttributes.TAG);

    private final Sampler others;
    private final double ratio;

    private GraySampler(double ratio) {
        this.ratio = ratio;
        this.others = Sampler.parentBased(Sampler.traceIdRatioBased(ratio));
    }

    /**
     * Returns one that keeps a part of the traces that are not gray.
     *
     * @param ratio 0 to 1
     * @throws IllegalArgumentException if it is not
     */
    public static GraySampler of(double ratio) {
        if (!(ratio >= 0 && ratio <= 1)) {
            throw new IllegalArgumentException("ratio is " + ratio + ", must be 0 to 1");
        }
        return new GraySampler(ratio);
    }

    @Override
    public SamplingResult shouldSample(
            Context parent, String traceId, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
        return isGray(parent, attributes)
                ? SamplingResult.recordAndSample()
                : others.shouldSample(parent, traceId, name, kind, attributes, links);
    }

    private static boolean isGray(Context parent, Attributes attributes) {
        return isGray(attributes.get(TAG))
                || isGray(Baggage.fromContext(parent).getEntryValue(Tag.KEY))
                || GrayContext.tag().filter(tag -> !(tag instanceof Tag.Stable)).isPresent();
    }

    private static boolean isGray(@Nullable String tag) {
        return tag != null && !tag.isBlank() && !Tag.isStable(tag);
    }

    @Override
    public String getDescription() {
        return "GraySampler{" + ratio + "}";
    }

    @Override
    public String toString() {
        return getDescription();
    }
}
