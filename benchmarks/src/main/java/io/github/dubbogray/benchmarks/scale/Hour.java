package io.github.dubbogray.benchmarks.scale;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An hour of an estate, second by second, which shows what means hide: deployments come together, and a list that changes
 * twice within a half second is pushed once. The same seed is the same hour.
 */
final class Hour {

    static final int SECONDS = 3_600;

    /** Nacos waits so long for further changes of a service before it pushes. */
    private static final double MERGED_SECONDS = 0.5;

    /** How long a deployment takes; longer than an hour would be cut off. */
    private static final int DEPLOYMENT_SECONDS = 600;

    private static final int HOURS_OF_A_DAY = 24;

    private final int[] pushes;
    private final int[] questions;

    private Hour(int[] pushes, int[] questions) {
        this.pushes = pushes;
        this.questions = questions;
    }

    /**
     * Runs it.
     *
     * @param atOnce how many applications begin to be deployed in the same second; 1 for each by itself
     */
    static Hour of(Estate estate, int atOnce, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] followers = followers(estate, random);
        int[] pushes = new int[SECONDS];
        double deployments = estate.applications() * estate.deploymentsPerDay() / HOURS_OF_A_DAY;
        int groups = (int) Math.round(deployments / atOnce);
        for (int group = 0; group < groups; group++) {
            int begin = random.nextInt(SECONDS);
            for (int i = 0; i < atOnce; i++) {
                deploy(estate, begin, followers[random.nextInt(followers.length)], pushes, random);
            }
        }
        return new Hour(pushes, questions(estate, random));
    }

    private static int[] followers(Estate estate, SplittableRandom random) {
        int[] followers = new int[estate.applications()];
        for (int consumer = 0; consumer < estate.consumers(); consumer++) {
            random.ints(0, estate.applications())
                    .distinct()
                    .limit(estate.followed())
                    .forEach(application -> followers[application]++);
        }
        return followers;
    }

    /** Each instance goes at its time and comes a little later; the hour goes round, so that nothing is cut off. */
    private static void deploy(Estate estate, int begin, int followers, int[] pushes, SplittableRandom random) {
        double[] changes = new double[2 * estate.instancesOfOne()];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = begin + random.nextDouble() * DEPLOYMENT_SECONDS;
        }
        Arrays.sort(changes);
        double pushedAt = Double.NEGATIVE_INFINITY;
        for (double change : changes) {
            if (change > pushedAt) {
                pushedAt = change + MERGED_SECONDS;
                pushes[(int) pushedAt % SECONDS] += followers;
            }
        }
    }

    private static int[] questions(Estate estate, SplittableRandom random) {
        int[] questions = new int[SECONDS];
        if (estate.reconcileSeconds() > 0) {
            for (int consumer = 0; consumer < estate.consumers(); consumer++) {
                int first = random.nextInt(estate.reconcileSeconds());
                for (int second = first; second < SECONDS; second += estate.reconcileSeconds()) {
                    questions[second] += estate.followed();
                }
            }
        }
        return questions;
    }

    /** Returns how many lists are pushed in each second. */
    int[] pushes() {
        return pushes.clone();
    }

    /** Returns how many whole lists are asked for in each second. */
    int[] questions() {
        return questions.clone();
    }

    /** Returns the mean of a second. */
    static double mean(int[] seconds) {
        return Arrays.stream(seconds).average().orElse(0);
    }

    /** Returns what only so many of a hundred seconds exceed. */
    static int percentile(int[] seconds, double percent) {
        int[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * percent / 100))];
    }
}
