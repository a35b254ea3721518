package io.github.dubbogray.core.release.verdict;

import java.util.Map;

/**
 * What consumers have counted of a step so far, as each of them says.
 *
 * @param step the step that they count for
 * @param byProcess the counts of each process
 */
public record Counters(int step, Map<String, StepCalls> byProcess) {

    public Counters {
        byProcess = Map.copyOf(byProcess);
    }

    /**
     * Returns the calls since an earlier reading. Where the counts of a process fall it was restarted, and has counted from
     * nothing since; a process that is gone takes with it what it counted since then.
     */
    public StepCalls since(Counters earlier) {
        return byProcess.entrySet().stream()
                .map(entry -> since(entry.getValue(), earlier.of(step, entry.getKey())))
                .reduce(StepCalls.NONE, StepCalls::plus);
    }

    private StepCalls of(int otherStep, String process) {
        return step == otherStep ? byProcess.getOrDefault(process, StepCalls.NONE) : StepCalls.NONE;
    }

    private static StepCalls since(StepCalls now, StepCalls before) {
        return hasFallen(now.gray(), before.gray()) || hasFallen(now.stable(), before.stable())
                ? now
                : new StepCalls(minus(now.gray(), before.gray()), minus(now.stable(), before.stable()));
    }

    private static boolean hasFallen(LaneCalls now, LaneCalls before) {
        return now.calls() < before.calls() || now.failures() < before.failures() || now.slow() < before.slow();
    }

    /**
     * A reading may see a call before its failure, and the next one the failure alone: then it counts as a call of that
     * look.
     */
    private static LaneCalls minus(LaneCalls now, LaneCalls before) {
        long failures = now.failures() - before.failures();
        long slow = now.slow() - before.slow();
        return new LaneCalls(Math.max(now.calls() - before.calls(), Math.max(failures, slow)), failures, slow);
    }
}
