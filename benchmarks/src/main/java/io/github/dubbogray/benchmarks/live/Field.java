package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.it.fleet.Fleet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Hops that take turns: only one of them calls at a time. */
final class Field implements AutoCloseable {

    private final Map<Entrant, Hop> hops = new LinkedHashMap<>();
    private final Deque<Hop> started = new ArrayDeque<>();

    private Field() {}

    /** Starts a hop for each entrant; the provider of each is registered as so many instances. */
    static Field start(Fleet fleet, List<Entrant> entrants, String protocol, int instances) throws Exception {
        Field field = new Field();
        try {
            for (Entrant entrant : entrants) {
                Hop hop = Hop.start(fleet, entrant, protocol, instances);
                field.hops.put(entrant, hop);
                field.started.push(hop);
            }
            return field;
        } catch (Throwable failed) {
            field.close();
            throw failed;
        }
    }

    /**
     * Lets each call once in every turn.
     *
     * @param turns at most so many
     * @param isEnough asked before each turn, about all rounds so far
     * @return the rounds of each entrant, as many of every one
     */
    Map<Entrant, List<Round>> run(int turns, int threads, long millis, Predicate<Map<Entrant, List<Round>>> isEnough) {
        Map<Entrant, List<Round>> rounds = new EnumMap<>(Entrant.class);
        hops.keySet().forEach(entrant -> rounds.put(entrant, new ArrayList<>()));
        for (int turn = 0; turn < turns && !isEnough.test(rounds); turn++) {
            for (Map.Entry<Entrant, Hop> hop : Turns.order(List.copyOf(hops.entrySet()), turn)) {
                rounds.computeIfAbsent(hop.getKey(), unused -> new ArrayList<>())
                        .add(hop.getValue().round(threads, millis));
            }
        }
        return rounds;
    }

    @Override
    public void close() throws Exception {
        while (!started.isEmpty()) {
            started.pop().close();
        }
    }
}
