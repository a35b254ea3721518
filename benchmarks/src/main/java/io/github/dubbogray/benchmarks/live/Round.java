package io.github.dubbogray.benchmarks.live;

/**
 * What one round of calls took, and what it used on either side.
 *
 * @param consumer what the calling process used
 * @param provider what the answering process used
 */
record Round(Calls calls, Usage consumer, Usage provider) {

    private static final double NANOS_IN_A_MICRO = 1_000;

    double consumerBytes() {
        return bytes(consumer);
    }

    double providerBytes() {
        return bytes(provider);
    }

    double consumerMicros() {
        return micros(consumer);
    }

    double providerMicros() {
        return micros(provider);
    }

    private double bytes(Usage usage) {
        return usage.bytes() / calls.count();
    }

    private double micros(Usage usage) {
        return usage.cpuNanos() / NANOS_IN_A_MICRO / calls.count();
    }
}
