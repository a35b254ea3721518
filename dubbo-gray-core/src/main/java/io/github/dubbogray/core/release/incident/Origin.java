package io.github.dubbogray.core.release.incident;

/**
 * Where an incident came from.
 *
 * @param release the id of the release
 * @param step which of its steps, from 1
 * @param lane the lane that was released
 * @param rule the rule whose share moved
 * @param sinceMillis since when the step was judged, in milliseconds of the epoch: harm is no older, as far as this release
 *     can tell
 */
public record Origin(String release, int step, String lane, String rule, long sinceMillis) {

    /** Returns whether another incident would be of the same share. */
    boolean isOfSameShare(Origin other) {
        return lane.equals(other.lane) && rule.equals(other.rule);
    }
}
