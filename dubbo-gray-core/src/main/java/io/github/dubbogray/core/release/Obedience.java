package io.github.dubbogray.core.release;

/** Where an order leads from a state; to the same state where it is declined, with the reason. */
record Obedience(Situation now, Order order) {

    Move move() {
        if (now.state().isFinal()) {
            return declined("the release is over: " + now.state().id());
        }
        if (!now.isOfPlan() && order.command().goesByPlan()) {
            return declined("the plan is of " + Subject.of(now.plan()).describe() + ", and the release of "
                    + now.release().subject().describe() + ": put that plan back first, or roll back");
        }
        return switch (order.command()) {
            case APPROVE -> approve();
            case PAUSE -> pause();
            case RESUME -> resume();
            case PROMOTE -> promote();
            case ROLLBACK ->
                now.state() instanceof RollingBack.Spreading ? declined("it is rolled back already") : rollBack();
        };
    }

    private Move approve() {
        return now.state() instanceof ReleaseState.WaitingForApproval waiting
                ? now.unedited(
                        waiting.watch().revision(),
                        waiting.step(),
                        () -> now.enter(waiting.step() + 1, order.describe()))
                : declined("nothing waits for an approval: " + now.state().id());
    }

    private Move pause() {
        if (now.state() instanceof Paused || isRollingBack()) {
            return declined("there is nothing to pause: " + now.state().id());
        }
        if (now.state() instanceof RunningStep && now.state().watched().isEmpty()) {
            return declined("step " + now.state().step() + " is just being taken over, and would be judged by nobody;"
                    + " order it again in a moment, or roll back");
        }
        return Move.to(
                now.state()
                        .watched()
                        .<ReleaseState>map(found -> new Paused.Watched(found, order.describe()))
                        .orElseGet(() -> new Paused.Unwatched(now.state().step(), order.describe())),
                order.describe());
    }

    private Move resume() {
        if (now.state() instanceof Paused.Watched paused) {
            return Move.to(new RunningStep.Judging(paused.watch()), order.describe());
        }
        return now.state() instanceof Paused paused
                ? now.enter(Math.max(1, Math.min(paused.step(), lastStep())), order.describe())
                : declined("it is not paused: " + now.state().id());
    }

    private Move promote() {
        if (isRollingBack()) {
            return declined("it is being rolled back");
        }
        if (!(now.state() instanceof RunningStep) || now.state().step() < lastStep()) {
            return now.enter(lastStep(), order.describe());
        }
        return now.state() instanceof RunningStep.Judging judging
                ? now.close(judging.step(), order.describe())
                : declined("the last step is on its way: " + now.state().id());
    }

    private Move rollBack() {
        return now.rollBack(now.state().step(), order.describe());
    }

    private boolean isRollingBack() {
        return now.state() instanceof RollingBack;
    }

    private int lastStep() {
        return now.plan().steps().size();
    }

    private Move declined(String reason) {
        return Move.to(now.state(), reason);
    }
}
