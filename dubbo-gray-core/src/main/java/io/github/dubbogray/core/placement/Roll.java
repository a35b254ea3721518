package io.github.dubbogray.core.placement;

/**
 * Who belongs to a tier, as counted when the fleet was made.
 *
 * @param registered how many instances
 * @param ejected how many of them health took out, see {@link Headcount}
 * @param trip why health took out more than single ones, as a sentence; empty if it did not
 */
record Roll(int registered, int ejected, String trip) {

    /**
     * Says why a tier does not serve: that its lane is tripped, whatever its instances; else by their numbers, and for
     * instances chosen by labels by the trip that takes some of them besides.
     */
    static String shortage(Tier tier, String numbers, String trip) {
        if (trip.isEmpty()) {
            return numbers;
        }
        return tier.lane() == null ? numbers + ", as " + trip : trip;
    }
}
