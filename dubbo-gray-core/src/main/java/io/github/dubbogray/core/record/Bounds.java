package io.github.dubbogray.core.record;

/**
 * A part of all requests that is known to be between two others; from 0 to 1.
 *
 * @param least at least so much
 * @param most at most so much
 */
public record Bounds(double least, double most) {

    static final Bounds NONE = new Bounds(0, 0);

    /** How much is lost to rounding when many parts are added. */
    private static final double ROUNDING = 1e-9;

    public Bounds {
        if (!(least <= most + ROUNDING)) {
            throw new IllegalArgumentException("bounds are " + least + " and " + most + ", must be in this order");
        }
    }

    /** Returns whether both are the same, but for rounding. */
    public boolean isExact() {
        return most - least < ROUNDING;
    }

    Bounds plus(Bounds other, double weight) {
        return new Bounds(least + weight * other.least, most + weight * other.most);
    }

    /** Returns what is left of a whole. */
    Bounds rest() {
        return new Bounds(1 - most, 1 - least);
    }
}
