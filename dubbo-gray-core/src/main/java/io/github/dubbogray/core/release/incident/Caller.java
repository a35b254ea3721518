package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.release.count.FailedCalls;
import io.github.dubbogray.core.release.verdict.StepCalls;

/**
 * What one consumer has counted of a step.
 *
 * @param application its own name
 * @param process which of its processes
 * @param failed what it says of failed calls to gray
 */
public record Caller(String application, String process, StepCalls calls, FailedCalls failed) {

    /** One that says nothing of its failed calls but how many they are. */
    public Caller(String application, String process, StepCalls calls) {
        this(application, process, calls, FailedCalls.NONE);
    }
}
