package io.github.dubbogray.benchmarks.scale;

/**
 * A company's applications. Every consumer follows as many applications as the others, drawn at random; all applications have
 * as many instances.
 *
 * @param consumers processes that call
 * @param instances of all applications together
 * @param applications that are called
 * @param followed how many applications a consumer calls
 * @param reconcileSeconds {@code dubbo.gray.registry.reconcile}; 0 for never
 * @param deploymentsPerDay of each application: all of its instances go and come once, one after another
 */
record Estate(
        int consumers, int instances, int applications, int followed, int reconcileSeconds, double deploymentsPerDay) {

    private static final int SECONDS_OF_A_DAY = 86_400;

    Estate {
        if (followed > applications || instances % applications != 0) {
            throw new IllegalArgumentException(followed + " of " + applications
                    + " applications cannot be followed, or have " + instances + " instances");
        }
    }

    /** Returns the same with other seconds between two whole lists. */
    Estate reconciledEvery(int seconds) {
        return new Estate(consumers, instances, applications, followed, seconds, deploymentsPerDay);
    }

    int instancesOfOne() {
        return instances / applications;
    }

    /** Returns how many consumers follow one application, at the mean. */
    double consumersOfOne() {
        return (double) consumers * followed / applications;
    }

    /** Returns subscriptions of services at the registry that the library adds, one for each consumer and application. */
    long subscriptions() {
        return (long) consumers * followed;
    }

    /** Returns announcements, which are ephemeral instances, one for each consumer and application. */
    long announcements() {
        return (long) consumers * followed;
    }

    /** Returns how many changes of instances there are in a second: each deployment takes an instance out and in. */
    double changesPerSecond() {
        return 2.0 * instances * deploymentsPerDay / SECONDS_OF_A_DAY;
    }

    /** Returns how many lists are pushed in a second for these changes, where none are merged: one to each follower. */
    double pushesPerSecond() {
        return changesPerSecond() * consumersOfOne();
    }

    /** Returns how many whole lists are asked for in a second. */
    double questionsPerSecond() {
        return reconcileSeconds == 0 ? 0 : (double) subscriptions() / reconcileSeconds;
    }
}
