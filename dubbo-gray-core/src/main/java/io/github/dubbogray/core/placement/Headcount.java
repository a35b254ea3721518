package io.github.dubbogray.core.placement;

/**
 * The instances of a tier, counted.
 *
 * @param registered all of them
 * @param out those that were taken out, which count as absent
 * @param present those that are candidates of the call
 * @param unhealthy those among the present that are not healthy
 * @param reachable those among the present that have a connection
 * @param ejected those that count as absent for how their calls ended: ejected ones, and all of a lane that is tripped
 *     (clause P5)
 */
public record Headcount(int registered, int out, int present, int unhealthy, int reachable, int ejected) {

    /** Instances of which health took out none. */
    public Headcount(int registered, int out, int present, int unhealthy, int reachable) {
        this(registered, out, present, unhealthy, reachable, 0);
    }

    /** Says how many are present, and why others are not of use. */
    String describe() {
        return present + " of " + registered + " instances present"
                + (unhealthy > 0 ? ", " + unhealthy + " unhealthy" : "") + (out > 0 ? ", " + out + " taken out" : "")
                + (ejected > 0 ? ", " + ejected + " ejected" : "");
    }
}
