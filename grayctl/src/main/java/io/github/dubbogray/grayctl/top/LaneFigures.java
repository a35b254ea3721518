package io.github.dubbogray.grayctl.top;

import java.util.OptionalDouble;

/**
 * How calls of a lane went lately, in all consumers.
 *
 * @param perSecond tries a second
 * @param failing the part of them that failed, 0 to 1
 * @param p99Seconds how long 99 of 100 took at most; empty where there were none
 */
public record LaneFigures(double perSecond, double failing, OptionalDouble p99Seconds) {}
