package io.github.dubbogray.core.rule;

/**
 * A lane's part of a split, or that of a switch's variant.
 *
 * @param lane the name of the lane or variant
 * @param basisPoints 0 to 10 000; 100 are one percent
 */
public record Share(String lane, int basisPoints) {

    public Share {
        if (basisPoints < 0 || basisPoints > Bucket.COUNT) {
            throw new IllegalArgumentException(
                    "share of lane " + lane + " is " + basisPoints + " basis points, must be 0 to " + Bucket.COUNT);
        }
    }
}
