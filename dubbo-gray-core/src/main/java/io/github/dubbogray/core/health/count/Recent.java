package io.github.dubbogray.core.health.count;

/**
 * The counts of a window at one moment, by its parts; each part holds the ones before it.
 */
public record Recent(Counts tenth, Counts fifth, Counts half, Counts whole) {

    /** No calls. */
    public static final Recent NONE = new Recent(Counts.NONE, Counts.NONE, Counts.NONE, Counts.NONE);

    /** Returns the counts of a part. */
    public Counts of(Part part) {
        return switch (part) {
            case TENTH -> tenth;
            case FIFTH -> fifth;
            case HALF -> half;
            case WHOLE -> whole;
        };
    }

    /** Returns both taken together. */
    public Recent plus(Recent other) {
        if (other.whole.calls() == 0) {
            return this;
        }
        return new Recent(
                tenth.plus(other.tenth), fifth.plus(other.fifth), half.plus(other.half), whole.plus(other.whole));
    }

    /** Returns what is left without a part of these calls. */
    public Recent minus(Recent part) {
        return new Recent(
                tenth.minus(part.tenth), fifth.minus(part.fifth), half.minus(part.half), whole.minus(part.whole));
    }
}
