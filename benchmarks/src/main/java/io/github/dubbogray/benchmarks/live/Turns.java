package io.github.dubbogray.benchmarks.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Who comes when in rounds that take turns. */
final class Turns {

    private Turns() {}

    /**
     * Returns the order of a turn. Over as many turns as there are participants, each has each place once; over twice as many,
     * each follows its neighbour as often as it goes before: who comes later may find a warmer machine.
     */
    static <T> List<T> order(List<T> participants, int turn) {
        List<T> order = new ArrayList<>(participants);
        Collections.rotate(order, turn);
        if (turn / participants.size() % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }
}
