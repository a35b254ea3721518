package io.github.dubbogray.benchmarks.live;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is measured of a whole call, and what is allowed beside plain Dubbo. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum Measure {
    /** Calls a second, of all threads together. */
    RATE("calls", "1/s", round -> round.calls().perSecond(), (ratio, spread) -> spread.atLeast(ratio)),
    /** Median latency. */
    P50("p50", "us", round -> round.calls().p50(), (ratio, spread) -> spread.atMost(ratio)),
    /** Latency of the slowest hundredth. */
    P99("p99", "us", round -> round.calls().p99(), (ratio, spread) -> spread.atMost(ratio)),
    /** Bytes that the consumer's threads allocate for a call. */
    CONSUMER_BYTES("consumer allocates", "B", Round::consumerBytes, (ratio, spread) -> bytes(ratio)),
    /** Bytes that the provider's threads allocate for a call. */
    PROVIDER_BYTES("provider allocates", "B", Round::providerBytes, (ratio, spread) -> bytes(ratio)),
    /** Processor time of the consumer's process for a call. */
    CONSUMER_TIME("consumer's processor time", "us", Round::consumerMicros, (ratio, spread) -> spread.atMost(ratio)),
    /** Processor time of the provider's process for a call. */
    PROVIDER_TIME("provider's processor time", "us", Round::providerMicros, (ratio, spread) -> spread.atMost(ratio));

    private static final double BYTES = 1.01;

    private final String words;
    private final String unit;
    private final ToDoubleFunction<Round> figure;
    private final Judge judge;

    Measure(String words, String unit, ToDoubleFunction<Round> figure, Judge judge) {
        this.words = words;
        this.unit = unit;
        this.figure = figure;
        this.judge = judge;
    }

    String words() {
        return words;
    }

    String unit() {
        return unit;
    }

    /** Returns the median over rounds. */
    double median(List<Round> rounds) {
        return Pairs.median(rounds.stream().mapToDouble(figure).toArray());
    }

    /** Returns the ratio of each turn, first to second. */
    double[] ratios(Pairs pairs) {
        return pairs.ratios(figure);
    }

    /** Returns whether it depends on what a process has compiled more than on the turn. */
    boolean isOfTheProcess() {
        return this == CONSUMER_BYTES || this == PROVIDER_BYTES;
    }

    /** Judges the ratio of the jars to plain Dubbo, given how far plain Dubbo stands from itself. */
    Verdict judge(double ratio, Spread spread) {
        return judge.of(ratio, spread);
    }

    private static Verdict bytes(double ratio) {
        return new Verdict("≤ 1 % above", ratio <= BYTES);
    }

    @FunctionalInterface
    private interface Judge {
        Verdict of(double ratio, Spread spread);
    }
}
