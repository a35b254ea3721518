package io.github.dubbogray.it.ops;

import java.util.List;
import java.util.Locale;

/** A unit of Grafana's, and how a value of it is written. */
public enum Unit {
    /** A number. */
    NONE("none"),
    /** A part of 1, written in percent. */
    PERCENT("percentunit"),
    /** Seconds, written in what suits their size. */
    SECONDS("s"),
    /** Events per second. */
    PER_SECOND("reqps"),
    /** Bytes, in powers of 1024. */
    BYTES("bytes"),
    /** Bytes per second, in powers of 1024. */
    BYTES_PER_SECOND("Bps");

    private record Step(double size, String name) {}

    private static final List<Step> TIMES = List.of(
            new Step(86_400, "d"),
            new Step(3_600, "h"),
            new Step(60, "min"),
            new Step(1, "s"),
            new Step(1e-3, "ms"),
            new Step(0, "µs"));
    private static final List<Step> SIZES =
            List.of(new Step(1 << 30, "GiB"), new Step(1 << 20, "MiB"), new Step(1 << 10, "KiB"), new Step(0, "B"));

    private final String grafana;

    Unit(String grafana) {
        this.grafana = grafana;
    }

    /** Returns the unit that Grafana calls so; of an empty name, a number. */
    static Unit of(String grafana) {
        for (Unit unit : values()) {
            if (unit.grafana.equals(grafana)) {
                return unit;
            }
        }
        if (grafana.isEmpty()) {
            return NONE;
        }
        throw new IllegalArgumentException("a unit that nobody draws: " + grafana);
    }

    /** Returns a value as it is shown; negative decimals mean as many as suit its size. */
    String format(double value, int decimals) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return switch (this) {
            case NONE -> number(value, decimals);
            case PERCENT -> number(value * 100, decimals) + "%";
            case PER_SECOND -> number(value, decimals) + " req/s";
            case SECONDS -> scaled(value, decimals, TIMES, 1e-6);
            case BYTES -> scaled(value, decimals, SIZES, 1);
            case BYTES_PER_SECOND -> scaled(value, decimals, SIZES, 1) + "/s";
        };
    }

    private static String scaled(double value, int decimals, List<Step> steps, double least) {
        if (value == 0) {
            return "0 " + (steps == TIMES ? "s" : "B");
        }
        for (Step step : steps) {
            if (Math.abs(value) >= step.size()) {
                return number(value / Math.max(step.size(), least), decimals) + " " + step.name();
            }
        }
        throw new AssertionError(value);
    }

    private static String number(double value, int decimals) {
        if (decimals >= 0) {
            return String.format(Locale.ROOT, "%." + decimals + "f", value);
        }
        double size = Math.abs(value);
        String written = String.format(Locale.ROOT, size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : "%.2f", value);
        return written.contains(".") ? written.replaceAll("\\.?0+$", "") : written;
    }
}
