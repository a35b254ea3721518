package io.github.dubbogray.core.placement;

/**
 * The instances of a tier, counted.
 *
 * @param registered all of them
 * @param out those that were taken out, which count as absent
 * @param present those that are candidates of the call
 * @param unhealthy those among the present that are not healthy
 * @param reachable those among the present that have a connection
 */
public record Headcount(int registered, int out, int present, int unhealthy, int reachable) {

    /** Says how many are present, and why others are not of use. */
    String describe() {
        return present + " of " + registered + " instances present"
                + (unhealthy > 0 ? ", " + unhealthy + " unhealthy" : "") + (out > 0 ? ", " + out + " taken out" : "");
    }
}
