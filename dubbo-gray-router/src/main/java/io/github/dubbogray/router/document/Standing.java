package io.github.dubbogray.router.document;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.router.connection.Connection;
import io.github.dubbogray.router.event.DegradedFor;
import io.github.dubbogray.router.event.GrayEvent;
import java.time.Duration;
import java.util.Optional;

/**
 * How far the document of one application has come, and when and over which connection; immutable.
 *
 * @param sinceNanos when the revision in force took effect
 * @param seenOn the number of the connection on which the newest text was last seen at the config centre
 * @param isConnected whether there was a connection when that was last looked at
 * @param isAnswering false where it refused to answer the last question
 * @param doubt why what is in force may not be what the config centre has; empty where it is
 */
record Standing(
        DocumentState state,
        long sinceNanos,
        long seenOn,
        boolean isConnected,
        boolean isAnswering,
        Optional<Doubt> doubt) {

    private static final long NEVER = -1;

    /**
     * A reason, and since when.
     *
     * @param sinceNanos of the first reason of several in a row
     */
    record Doubt(DegradedFor reason, long sinceNanos) {

        private Duration ageAt(long nowNanos) {
            return Duration.ofNanos(nowNanos - sinceNanos);
        }
    }

    /** Returns that of an application of which nothing is known. */
    static Standing unknown(String application, long nowNanos) {
        return new Standing(DocumentState.unknown(application), nowNanos, NEVER, true, true, Optional.empty());
    }

    /**
     * Returns the one after a step that the config centre's word led to.
     *
     * @param text what it said, blank for that it has none, or where its client's copy answered for it
     * @param connection over which it said so
     */
    Standing told(DocumentState next, String text, Connection connection, long nowNanos) {
        boolean isSeen = !text.isBlank() && next.offered().isRevision(DocumentReader.revisionOf(text));
        return after(next, isSeen ? connection.number() : seenOn, true, connection, nowNanos);
    }

    /** Returns the one after a step that followed from its refusal to answer. */
    Standing refused(DocumentState next, Connection connection, long nowNanos) {
        return after(next, seenOn, false, connection, nowNanos);
    }

    /** Returns the one after a text of its that could not be taken over: nothing was seen, and it is asked again until it was. */
    Standing missed(DocumentState next, Connection connection, long nowNanos) {
        return after(next, NEVER, false, connection, nowNanos);
    }

    /** Returns the one after a step that it had no part in. */
    Standing decided(DocumentState next, Connection connection, long nowNanos) {
        return after(next, seenOn, isAnswering, connection, nowNanos);
    }

    private Standing after(DocumentState next, long nextSeenOn, boolean answers, Connection connection, long nowNanos) {
        boolean isSameRevision = revisionOf(next).equals(revisionOf(state));
        return new Standing(next, isSameRevision ? sinceNanos : nowNanos, nextSeenOn, isConnected, answers, doubt)
                .over(connection, nowNanos);
    }

    /** Returns this one as it is over a connection. */
    Standing over(Connection connection, long nowNanos) {
        return new Standing(
                state,
                sinceNanos,
                seenOn,
                connection.isUp(),
                isAnswering,
                degraded(connection.isUp())
                        .map(reason ->
                                new Doubt(reason, doubt.map(Doubt::sinceNanos).orElse(nowNanos))));
    }

    private Optional<DegradedFor> degraded(boolean hasConnection) {
        return hasConnection && !isAnswering ? Optional.of(DegradedFor.UNANSWERED) : state.degraded(hasConnection);
    }

    /** Returns whether the connection is still the one on which the newest text was seen. */
    boolean isUnbroken(Connection connection) {
        return connection.isStill(seenOn);
    }

    /** Returns whether nobody would say of its own accord whether the config centre still has what is in force. */
    boolean isToBeSeen(Connection connection) {
        return connection.isUp()
                && state.inForce() instanceof InForce.Document
                && !state.isRemovalDoubted()
                && !isUnbroken(connection);
    }

    /** Returns what there is to say about doubts that began, changed or ended since another. */
    Optional<GrayEvent> newsSince(Standing before, long nowNanos) {
        String application = state.inForce().table().application();
        Optional<DegradedFor> reason = doubt.map(Doubt::reason);
        if (reason.equals(before.doubt.map(Doubt::reason))) {
            return Optional.empty();
        }
        return reason.<GrayEvent>map(why -> new GrayEvent.DocumentDegraded(application, revisionOf(state), why))
                .or(() -> before.doubt.map(over -> new GrayEvent.DocumentReconciled(
                        application, revisionOf(state), over.reason(), over.ageAt(nowNanos))));
    }

    DocumentStatus statusAt(long nowNanos) {
        InForce inForce = state.inForce();
        return new DocumentStatus(
                inForce.table().application(),
                inForce.table().revision(),
                kind(),
                inForce.from(),
                state.refused(),
                Duration.ofNanos(nowNanos - sinceNanos),
                doubt.map(known -> new Degradation(known.reason(), known.ageAt(nowNanos))));
    }

    private DocumentStatus.State kind() {
        DocumentStatus.State told = state.status();
        return told == DocumentStatus.State.CURRENT && doubt.isPresent() ? DocumentStatus.State.DEGRADED : told;
    }

    private static String revisionOf(DocumentState state) {
        return state.inForce().table().revision();
    }
}
