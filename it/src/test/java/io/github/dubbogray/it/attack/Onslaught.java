package io.github.dubbogray.it.attack;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of forgeries at one edge.
 *
 * @param tried how many requests were made
 * @param looked at how many hops a tag was looked for
 * @param accepted the forgeries that were believed somewhere, each with its promise and where
 */
record Onslaught(String trust, int tried, int answered, int looked, List<String> accepted) {

    private record Try(Door door, Forgery forgery, Optional<Testimony> testimony) {

        String describe() {
            return door.name() + ": " + forgery.name() + " [" + forgery.promise() + "] "
                    + testimony.map(seen -> seen.deceived(forgery.rightful())).orElseThrow();
        }

        boolean isAccepted() {
            return testimony
                    .filter(seen -> !seen.deceived(forgery.rightful()).isEmpty())
                    .isPresent();
        }
    }

    static Onslaught of(Edge edge, List<Door> doors, List<? extends Forgery> forgeries) {
        List<Try> tries = doors.parallelStream()
                .flatMap(door -> forgeries.stream()
                        .filter(door::takes)
                        .map(forgery -> new Try(door, forgery, door.send(edge, forgery))))
                .toList();
        List<Testimony> testimonies =
                tries.stream().flatMap(one -> one.testimony().stream()).toList();
        return new Onslaught(
                edge.trust(),
                tries.size(),
                testimonies.size(),
                testimonies.stream().mapToInt(seen -> seen.tags().size()).sum(),
                tries.stream().filter(Try::isAccepted).map(Try::describe).toList());
    }

    @Override
    public String toString() {
        return "trust " + trust + ": " + tried + " attacks, " + answered + " of them served, tags looked for at " + looked
                + " hops; accepted: " + accepted.size();
    }
}
