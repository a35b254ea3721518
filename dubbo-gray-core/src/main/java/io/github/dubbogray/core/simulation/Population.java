package io.github.dubbogray.core.simulation;

import java.util.List;

/**
 * The requests of a scenario.
 *
 * @param seed where the random numbers start
 * @param count how many requests there are
 * @param groups what kinds there are; their parts add up to everything
 */
record Population(long seed, int count, List<RequestGroup> groups) {

    Population {
        groups = List.copyOf(groups);
        int sum = groups.stream().mapToInt(RequestGroup::percent).sum();
        if (sum != 100) {
            throw new IllegalArgumentException("groups add up to " + sum + "%, must be 100%");
        }
    }
}
