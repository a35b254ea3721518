package io.github.dubbogray.core.release;

import java.util.Optional;

/** A state in which a step is judged. */
public sealed interface Judged extends ReleaseState
        permits RunningStep.Judging, ReleaseState.WaitingForApproval, ReleaseState.Inconclusive, Paused.Watched {

    /** Returns what is judged. */
    Watch watch();

    @Override
    default int step() {
        return watch().step();
    }

    @Override
    default Optional<Watch> watched() {
        return Optional.of(watch());
    }
}
