package io.github.dubbogray.observability.trace;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/** Gives OpenTelemetry's automatic configuration the sampler {@code gray}. */
public final class GraySamplerProvider implements ConfigurableSamplerProvider {

    static final String NAME = "gray";
    static final String RATIO = "otel.traces.sampler.arg";
    static final double DEFAULT_RATIO = 0.3;

    /** For the service loader. */
    public GraySamplerProvider() {}

    /** Returns one of the ratio in {@code otel.traces.sampler.arg}; by default three of ten traces. */
    @Override
    public Sampler createSampler(ConfigProperties config) {
        Double ratio = config.getDouble(RATIO);
        try {
            return GraySampler.of(ratio == null ? DEFAULT_RATIO : ratio);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(RATIO + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String getName() {
        return NAME;
    }
}
