package io.github.dubbogray.it.attack;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
                    + testimony
                            .map(seen -> seen.deceived(forgery.rightful()).toString())
                            .orElse("refused");
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
        return ofPart(edge, doors, forgeries, 0, 1);
    }

    /** Sends every n-th pair of a forgery and a door that takes it; the parts from 0 to n - 1 are the whole. */
    static Onslaught ofPart(Edge edge, List<Door> doors, List<? extends Forgery> forgeries, int part, int parts) {
        List<Try> tries = IntStream.range(0, doors.size())
                .parallel()
                .boxed()
                .flatMap(door -> IntStream.range(0, forgeries.size())
                        .filter(forgery -> (forgery + door) % parts == part)
                        .mapToObj(forgeries::get)
                        .filter(doors.get(door)::takes)
                        .map(forgery -> tried(edge, doors.get(door), forgery)))
                .toList();
        List<Testimony> testimonies =
                tries.stream().flatMap(one -> one.testimony().stream()).toList();
        return new Onslaught(
                edge.trust(),
                tries.size(),
                testimonies.size(),
                testimonies.stream().mapToInt(seen -> seen.tags().size()).sum(),
                tries.stream().filter(Try::isAccepted).map(Try::describe).toList(),
                tries.stream()
                        .filter(one -> !one.isOfOneTag())
                        .map(Try::describe)
                        .toList());
    }

    private static Try tried(Edge edge, Door door, Forgery forgery) {
        return new Try(door, forgery, door.send(edge, forgery));
    }

    @Override
    public String toString() {
        return "trust " + trust + ": " + tried + " attacks, " + answered + " of them served, tags looked for at "
                + looked + " hops; accepted: " + accepted.size();
    }
}
