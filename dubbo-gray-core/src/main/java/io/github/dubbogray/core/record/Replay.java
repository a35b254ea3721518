package io.github.dubbogray.core.record;

import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Map;

/**
 * What an application's recorded requests would have got of another document. A condition that was asked then is known; see
 * {@link Facts} for what follows from that. Of a request of which a condition is not known, each lane that it may get counts
 * into the upper bounds and none into the lower ones, so the truth is between.
 *
 * @param application whose document it is
 * @param revision of that document
 * @param decisions how many were replayed: those that asked the application
 * @param undecided how many of them may get one lane or another
 * @param unlike how many do not follow from the documents that were in force; none, unless the recording was changed
 * @param lanes by name: the share of each, then and now
 * @param moves from lane to lane, the largest first; requests that stay are not among them
 * @param moving the share of requests that change their lane
 * @param outcomes how many decisions ended how, by {@code placed}, {@code fell_back}, {@code refused}
 */
public record Replay(
        String application,
        String revision,
        long decisions,
        long undecided,
        long unlike,
        List<LaneShares> lanes,
        List<Move> moves,
        Bounds moving,
        Map<String, Long> outcomes) {

    public Replay {
        lanes = List.copyOf(lanes);
        moves = List.copyOf(moves);
    }

    /**
     * The share of a lane in all requests.
     *
     * @param then as it was recorded, 0 to 1
     * @param now as it would be
     */
    public record LaneShares(String lane, double then, Bounds now) {}

    /** The share of requests that would go from a lane to another. */
    public record Move(String from, String to, Bounds share) {}

    /**
     * Replays a recording.
     *
     * @param processes that took part; a decision stands for as many calls as its process made of each
     * @param tables the documents that were in force, by application and revision
     * @param next the other document
     */
    public static Replay of(List<RecordedProcess> processes, Map<Document, Table> tables, Table next) {
        Replaying replaying = new Replaying(tables, next);
        processes.forEach(replaying::add);
        return replaying.result();
    }

    /** Names a document. */
    public record Document(String application, String revision) {}
}
