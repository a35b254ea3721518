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
 * @param notOfOneTag those that had not one and the same tag at every hop
 */
record Onslaught(String trust, int tried, int answered, int looked, List<String> accepted, List<String> notOfOneTag) {

    private record Try(Door door, Forgery forgery, Optional<Testimony> testimony) {

        String describe() {
            return door.name() + ": " + forgery.name() + " [" + forgery.promise() + "] "
                    + testimony.map(seen -> seen.deceived(forgery.rightful()).toString()).orElse("refused");
        }

        boolean isAccepted() {
            return testimony
                    .filter(seen -> !seen.deceived(forgery.rightful()).isEmpty())
                    .isPresent();
        }

        boolean isOfOneTag() {
            return testimony.filter(Testimony::isOfOneTag).isPresent();
        }
    }

    /** Sends each forgery through each door that takes it. */
    static Onslaught of(Edge edge, List<Door> doors, List<? extends Forgery> forgeries) {
        List<Try> tries = doors.parallelStream()
                .flatMap(door -> forgeries.stream()
                        .filter(door::takes)
                        .map(forgery -> { long t = System.nanoTime(); var r = new Try(door, forgery, door.send(edge, forgery)); if (System.nanoTime() - t > 8_000_000_000L) System.out.println("SLOW " + r.describe()); return r; }))
                .toList();
        List<Testimony> testimonies =
                tries.stream().flatMap(one -> one.testimony().stream()).toList();
        return new Onslaught(
                edge.trust(),
                tries.size(),
                testimonies.size(),
                testimonies.stream().mapToInt(seen -> seen.tags().size()).sum(),
                tries.stream().filter(Try::isAccepted).map(Try::describe).toList(),
                tries.stream().filter(one -> !one.isOfOneTag()).map(Try::describe).toList());
    }

    @Override
    public String toString() {
        return "trust " + trust + ": " + tried + " attacks, " + answered + " of them served, tags looked for at " + looked
                + " hops; accepted: " + accepted.size();
    }
}
