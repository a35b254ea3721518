package io.github.dubbogray.it.ops;

import java.util.List;
import java.util.Locale;

/** A unit of Grafana's, and how a value of it is written. */
public enum Unit {
    /** A number. */
    NONE("none"),
    /** A part of 1, written in percent. */
    PERCENT("percentunit"),
    /** Events per second. */
    PER_SECOND("reqps"),
    /** Seconds, written in what suits their size. */
    SECONDS("s"),
    /** Bytes, in powers of 1024. */
    BYTES("bytes"),
    /** Bytes per second, in powers of 1024. */
    BYTES_PER_SECOND("Bps");

    /**
     * What values are written in.
     *
     * @param size how much one of it is
     * @param suffix what stands behind the number
     */
    record Scale(double size, String suffix) {}

    private static final List<Scale> TIMES = List.of(
            new Scale(86_400, " d"),
            new Scale(3_600, " h"),
            new Scale(60, " min"),
            new Scale(1, " s"),
            new Scale(1e-3, " ms"),
            new Scale(1e-6, " µs"));
    private static final List<Scale> SIZES = sizes("");
    private static final List<Scale> SPEEDS = sizes("/s");

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

    /** Returns what suits a value's size; of nothing, the unit itself. */
    Scale scale(double value) {
        List<Scale> scales = scales();
        for (Scale scale : scales) {
            if (value == 0 ? scale.size() <= 1 : Math.abs(value) >= scale.size()) {
                return scale;
            }
        }
        return scales.get(scales.size() - 1);
    }

    private List<Scale> scales() {
        return switch (this) {
            case NONE -> List.of(new Scale(1, ""));
            case PERCENT -> List.of(new Scale(0.01, "%"));
            case PER_SECOND -> List.of(new Scale(1, " req/s"));
            case SECONDS -> TIMES;
            case BYTES -> SIZES;
            case BYTES_PER_SECOND -> SPEEDS;
        };
    }

    private static List<Scale> sizes(String suffix) {
        return List.of(
                new Scale(1 << 30, " GiB" + suffix),
                new Scale(1 << 20, " MiB" + suffix),
                new Scale(1 << 10, " KiB" + suffix),
                new Scale(1, " B" + suffix));
    }

    /** Returns a value as it is shown; negative decimals mean as many as suit its size. */
    String format(double value, int decimals) {
        if (Double.isNaN(value)) {
            return "–";
        }
        Scale scale = scale(value);
        return number(value / scale.size(), decimals) + scale.suffix();
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
