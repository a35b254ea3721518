package io.github.dubbogray.core.balance;

import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Members with names and weights, made ready once for many choices among them; immutable. A choice allocates nothing.
 *
 * <p>Every choice is told what share of its weight each member may take right now. A draw from all weights is kept with
 * the probability of the member's share, so what is kept has the proportions of weight times share; if it is not kept,
 * the next one starts anew. After a few draws in vain all members are weighed one by one, in the same proportions: which
 * way a draw ends says nothing about whom it chooses, so the choice is exact however few members have a share.
 */
public final class WeightedMembers {

    private static final int NOBODY = -1;

    /** Draws before the members are weighed one by one: with half of the weight at hand, one call in 65 536 gets there. */
    private static final int DRAWS = 16;

    private final double[] weights;
    private final @Nullable AliasTable table;
    private final Rendezvous rendezvous;

    private WeightedMembers(double[] weights, @Nullable AliasTable table, Rendezvous rendezvous) {
        this.weights = weights;
        this.table = table;
        this.rendezvous = rendezvous;
    }

    /**
     * Returns members in an order that gives them their positions.
     *
     * @param names stable names, as {@code 10.0.0.7:20880}: whom a key belongs to depends on them, not on the order
     * @param weights one for each name; finite and at least 0
     * @throws IllegalArgumentException if a weight is out of range, or there is not one for each name
     */
    public static WeightedMembers of(List<String> names, double[] weights) {
        if (names.size() != weights.length) {
            throw new IllegalArgumentException(names.size() + " names have " + weights.length + " weights");
        }
        double[] copy = weights.clone();
        double sum = sum(copy, names::get);
        return new WeightedMembers(copy, sum > 0 ? new AliasTable(copy, sum) : null, Rendezvous.of(names));
    }

    /**
     * Returns the key of a text. It has nothing to do with the bucket of the same text under a rule: the users of a
     * canary spread over its instances as all users do.
     */
    public static long keyOf(String text) {
        return Rendezvous.keyOf(text);
    }

    /**
     * Chooses at random among weights of one call only: less work than making them ready first.
     *
     * @return the position, or -1 if all weights are 0
     * @throws IllegalArgumentException if a weight is out of range
     */
    public static int drawOnce(double[] weights, RandomSource random) {
        sum(weights, member -> "member " + member);
        return weigh(weights, random, Share.FULL);
    }

    /**
     * Chooses at random, in proportion to weight times share, up to the 32 bits that a draw is made of. Takes constant
     * time where most of the weight has its full share.
     *
     * @return the position, or -1 if no member has a weight and a share
     */
    public int draw(RandomSource random, Share share) {
        if (table == null) {
            return NOBODY;
        }
        for (int i = 0; i < DRAWS; i++) {
            int member = table.memberAt(random.nextBits());
            double part = share.of(member);
            if (part >= 1 || (part > 0 && Fraction.of(random.nextBits()) < part)) {
                return member;
            }
        }
        return weigh(weights, random, share);
    }

    /**
     * Returns the member that a key belongs to: the same one in every process while it is there with its weight and
     * share. Each member owns keys in proportion to weight times share. A member that leaves gives up its keys, one that
     * gains takes some, and no other key moves. Takes time in proportion to the members.
     *
     * @param key see {@link #keyOf}
     * @return the position, or -1 if no member has a weight and a share
     */
    public int owner(long key, Share share) {
        return rendezvous.owner(key, weights, share);
    }

    /** Each member takes the choice from those before it with its part of the weight so far. */
    private static int weigh(double[] weights, RandomSource random, Share share) {
        int chosen = NOBODY;
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double weight = weights[i] * share.of(i);
            sum += weight;
            if (weight > 0 && Fraction.of(random.nextBits()) * sum < weight) {
                chosen = i;
            }
        }
        return chosen;
    }

    private static double sum(double[] weights, IntFunction<String> name) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "weight of " + name.apply(i) + " is " + weights[i] + ", must be finite and at least 0");
            }
            sum += weights[i];
        }
        if (sum == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the weights add up to more than a number can hold");
        }
        return sum;
    }
}
