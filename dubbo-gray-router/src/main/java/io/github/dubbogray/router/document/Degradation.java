package io.github.dubbogray.router.document;

import io.github.dubbogray.router.event.DegradedFor;
import java.time.Duration;

/**
 * What is in force may not be what the config centre has.
 *
 * @param age for how long it has been so
 */
public record Degradation(DegradedFor reason, Duration age) {}
