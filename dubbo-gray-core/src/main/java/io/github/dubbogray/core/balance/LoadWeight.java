package io.github.dubbogray.core.balance;

/**
 * The part of its weight that an instance under load asks for, as a caller follows it: half of the way each step, so that
 * a number that jumps does not throw the traffic about. Never below {@value #LEAST_PERCENT} %, so that an instance keeps
 * the traffic that shows it has recovered.
 *
 * @param percent where the caller is now, {@value #LEAST_PERCENT} to 100
 * @param wantedPercent what the instance last asked for, in the same range
 */
public record LoadWeight(double percent, int wantedPercent) {

    /** The least that an instance can ask for. */
    public static final int LEAST_PERCENT = 10;

    /** The weight of an instance that does not say, or asks for everything. */
    public static final LoadWeight FULL = new LoadWeight(100, 100);

    private static final double CLOSE_ENOUGH = 1;

    public LoadWeight {
        if (!(percent >= LEAST_PERCENT && percent <= 100) || wantedPercent < LEAST_PERCENT || wantedPercent > 100) {
            throw new IllegalArgumentException("load weight is " + percent + " % on the way to " + wantedPercent
                    + " %, must be " + LEAST_PERCENT + " to 100");
        }
    }

    /**
     * Returns what an instance asks for that keeps a part of its processors busy.
     *
     * @param busy 0 to 1; less, as where it cannot be measured, counts as 0
     */
    public static int percentFor(double busy) {
        return bounded(Math.round(100 * (1 - Math.max(0, busy))));
    }

    /** Returns what a published text asks for: a whole number of percent, brought into range; 100 where it is none. */
    public static int read(String text) {
        try {
            return bounded(Integer.parseInt(text));
        } catch (NumberFormatException none) {
            return 100;
        }
    }

    /** Returns a caller that begins with what the instance asks for. */
    public static LoadWeight startingAt(int percent) {
        return new LoadWeight(percent, percent);
    }

    /** Returns the same caller, on the way to another number. */
    public LoadWeight towards(int percent) {
        return new LoadWeight(this.percent, percent);
    }

    /** Returns the next step. */
    public LoadWeight next() {
        double half = (percent + wantedPercent) / 2;
        return new LoadWeight(Math.abs(half - wantedPercent) < CLOSE_ENOUGH ? wantedPercent : half, wantedPercent);
    }

    /** Returns whether the caller is where the instance wants it. */
    public boolean isSettled() {
        return percent == wantedPercent;
    }

    private static int bounded(long percent) {
        return (int) Math.min(100, Math.max(LEAST_PERCENT, percent));
    }
}
