package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.release.verdict.StepCalls;

/**
 * What one consumer has counted of a step.
 *
 * @param application its own name
 * @param process which of its processes
 */
public record Caller(String application, String process, StepCalls calls) {}
