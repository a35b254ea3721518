package io.github.dubbogray.core.table;

/**
 * How many instances a lane needs to count as able to serve.
 *
 * @param minInstances at least this many; at least 1
 * @param minPercent at least this part of the lane's registered instances, in percent from 0 to 100
 */
public record Capacity(int minInstances, int minPercent) {

    /** One instance is enough. */
    public static final Capacity ONE = new Capacity(1, 0);

    public Capacity {
        if (minInstances < 1) {
            throw new IllegalArgumentException("minInstances is " + minInstances + ", must be at least 1");
        }
        if (minPercent < 0 || minPercent > 100) {
            throw new IllegalArgumentException("minPercent is " + minPercent + ", must be 0 to 100");
        }
    }

    /** Returns how many present instances are needed of a lane that has this many registered ones. */
    public int requiredOf(int registered) {
        long part = ((long) registered * minPercent + 99) / 100;
        return (int) Math.max(minInstances, part);
    }
}
