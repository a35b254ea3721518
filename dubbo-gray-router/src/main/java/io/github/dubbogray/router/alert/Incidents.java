package io.github.dubbogray.router.alert;

import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.router.event.GrayEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which incidents there are. One begins when a lane or an instance goes out, and is over when the same has been back for
 * {@link #QUIET}; whatever happens until then belongs to it. Where an instance is gone, or a document ends the watch, nobody
 * tells of a return: so who is out is looked after. For one thread at a time.
 */
final class Incidents {

    /** How long a subject must have been back. */
    static final Duration QUIET = Duration.ofMinutes(5);

    /** Of how many subjects is known that they are in one; past that, the oldest is forgotten. */
    static final int MOST_OPEN = 1_000;

    private final Function<String, ApplicationWatch> watches;
    private final Map<Subject, Phase> open = new LinkedHashMap<>();

    /** What an incident is at. */
    private sealed interface Phase {

        /** The subject is out, or half open, or returns in steps; to be looked after at a moment. */
        record Out(long lookNanos) implements Phase {}

        /** The subject is back; the incident is over at a moment. */
        record Back(long overNanos) implements Phase {}
    }

    /**
     * Begins with none.
     *
     * @param watches gives the watch of an application as it is now
     */
    Incidents(Function<String, ApplicationWatch> watches) {
        this.watches = watches;
    }

    boolean areNone() {
        return open.isEmpty();
    }

    /** Takes note of an event; returns what is to be told, nothing where the event belongs to an incident that goes on. */
    List<Notice> hear(GrayEvent.HealthChanged event, Instant time, long nowNanos) {
        Subject subject = Subject.of(event);
        List<Notice> notices = new ArrayList<>();
        if (open.get(subject) instanceof Phase.Back back && nowNanos - back.overNanos() >= 0) {
            notices.add(end(subject, Notice.Over.Ending.RETURNED, time));
        }
        if (event.news().takesOut() && !open.containsKey(subject)) {
            notices.add(new Notice.Begun(subject, event.news(), time));
            open.put(subject, phase(event.news(), nowNanos));
            forgetBeyondMost();
        } else if (open.containsKey(subject)) {
            open.put(subject, phase(event.news(), nowNanos));
        }
        return notices;
    }

    private static Phase phase(HealthEvent news, long nowNanos) {
        long quiet = nowNanos + QUIET.toNanos();
        return news instanceof HealthEvent.LaneReturned || news instanceof HealthEvent.InstanceReturned
                ? new Phase.Back(quiet)
                : new Phase.Out(quiet);
    }

    private void forgetBeyondMost() {
        if (open.size() > MOST_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
    }

    /** Ends what is over, and returns that. */
    List<Notice> settle(Instant time, long nowNanos) {
        List<Notice> notices = new ArrayList<>();
        for (Subject subject : List.copyOf(open.keySet())) {
            Phase phase = open.get(subject);
            if (phase instanceof Phase.Back back && nowNanos - back.overNanos() >= 0) {
                notices.add(end(subject, Notice.Over.Ending.RETURNED, time));
            } else if (phase instanceof Phase.Out out && nowNanos - out.lookNanos() >= 0) {
                if (subject.isOut(watches.apply(subject.application()))) {
                    open.put(subject, new Phase.Out(nowNanos + QUIET.toNanos()));
                } else {
                    notices.add(end(subject, Notice.Over.Ending.GONE, time));
                }
            }
        }
        return notices;
    }

    private Notice end(Subject subject, Notice.Over.Ending ending, Instant time) {
        open.remove(subject);
        return new Notice.Over(subject, ending, time);
    }
}
