package io.github.dubbogray.core.balance;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Random weights and shares, of which at least one of each list is full. */
final class RandomMembers {

    private RandomMembers() {}

    /** Returns weights: some 0, most like Dubbo's, some far apart. */
    static double[] weights(SplittableRandom random, int size) {
        double[] weights = IntStream.range(0, size)
                .mapToDouble(i -> switch (random.nextInt(4)) {
                    case 0 -> 0;
                    case 1 -> Math.pow(10, random.nextInt(13) - 6);
                    default -> 1 + random.nextInt(200);
                })
                .toArray();
        weights[size - 1] = 100;
        return weights;
    }

    /** Returns shares: some 0, some 1, some in between. */
    static double[] shares(SplittableRandom random, int size) {
        double[] shares = IntStream.range(0, size)
                .mapToDouble(i -> switch (random.nextInt(3)) {
                    case 0 -> 0;
                    case 1 -> 1;
                    default -> random.nextDouble();
                })
                .toArray();
        shares[size - 1] = 1;
        return shares;
    }
}
