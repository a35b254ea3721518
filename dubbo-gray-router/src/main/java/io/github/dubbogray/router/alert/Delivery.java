package io.github.dubbogray.router.alert;

import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.event.Once;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.settings.Surroundings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * Brings notices to a webhook, in their order, on a timer's thread. What comes within {@link #COLLECTING} goes together, and
 * so does what comes within {@link #APART} of the last message: an operator gets few messages, however many instances go out.
 * A message that fails is tried again, with what has come since, after a time that doubles from one second to a minute, drawn
 * from its second half; until a notice is older than {@link #LONGEST}, or newer ones push it out.
 */
final class Delivery implements AutoCloseable {

    /** How long a message waits for company. */
    static final Duration COLLECTING = Duration.ofSeconds(1);

    /** How long after one message the next goes at the earliest. */
    static final Duration APART = Duration.ofSeconds(30);

    /** How long a notice is worth telling. */
    static final Duration LONGEST = Duration.ofHours(1);

    static final int MOST_WAITING = 1_000;
    static final int MOST_IN_ONE = 50;

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_DOUBLINGS = 5;
    private static final int REMEMBERED_CAUSES = 100;

    private final String receiver;
    private final Function<List<Notice>, Attempt> post;
    private final Surroundings surroundings;
    private final ScheduledThreadPoolExecutor timer;
    private final Meters meters;
    private final Once<String> refusals = Once.upTo(REMEMBERED_CAUSES);

    /** Guarded by this: the oldest first. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /** Guarded by this: whether the timer is about it, or will be. */
    private boolean isScheduled;

    /** Guarded by this: before when no message goes. */
    private long earliestNanos;

    /** Guarded by this: what goes with the message that is under way or tried again, the oldest first. */
    private final List<Waiting> batch = new ArrayList<>();

    /** Touched by the timer only: how many attempts in a row have failed. */
    private int failures;

    /** Causes of failures that were logged since the last success; used under its own lock. */
    private final Set<String> troubles = new HashSet<>();

    private record Waiting(Notice notice, long sinceNanos) {}

    /**
     * Has nothing to bring yet.
     *
     * @param receiver says where messages go, for the log
     * @param post sends a message
     */
    Delivery(
            String receiver,
            Function<List<Notice>, Attempt> post,
            Surroundings surroundings,
            ScheduledThreadPoolExecutor timer,
            Meters meters) {
        this.receiver = receiver;
        this.post = post;
        this.surroundings = surroundings;
        this.timer = timer;
        this.meters = meters;
        this.earliestNanos = now();
    }

    private long now() {
        return surroundings.nanoTime().getAsLong();
    }

    /** Takes what is to be told. */
    void add(List<Notice> notices) {
        notices.forEach(this::add);
    }

    private void add(Notice notice) {
        if (!hasRoomFor(notice)) {
            meters.count(Meter.ALERTS_DROPPED);
            sayOnce(
                    "full",
                    "More than " + MOST_WAITING + " alerts wait for " + receiver
                            + "; the oldest are left out and counted until it takes some",
                    LOG::warn);
        }
    }

    private synchronized boolean hasRoomFor(Notice notice) {
        boolean hasRoom = waiting.size() < MOST_WAITING;
        if (!hasRoom) {
            waiting.removeFirst();
        }
        waiting.add(new Waiting(notice, now()));
        if (!isScheduled) {
            schedule(Math.max(COLLECTING.toNanos(), earliestNanos - now()));
        }
        return hasRoom;
    }

    /** To be called under the lock. */
    private void schedule(long delayNanos) {
        try {
            var unused = timer.schedule(this::run, delayNanos, TimeUnit.NANOSECONDS);
            isScheduled = true;
        } catch (RejectedExecutionException closed) {
            LOG.debug("No alert is sent: the application has ended");
        }
    }

    private void run() {
        List<Notice> message = fillBatch();
        Guarded.run(
                () -> settle(message, message.isEmpty() ? new Attempt.Delivered() : post.apply(message)),
                thrown -> settle(
                        message,
                        new Attempt.Refused(thrown.getClass().getName(), "was not asked: " + thrown.getClass())));
    }

    /** Returns what is to go now. */
    private List<Notice> fillBatch() {
        int before;
        int after;
        List<Notice> message;
        synchronized (this) {
            before = batch.size() + waiting.size();
            batch.removeIf(this::isTooOld);
            waiting.removeIf(this::isTooOld);
            after = batch.size() + waiting.size();
            while (batch.size() < MOST_IN_ONE && !waiting.isEmpty()) {
                batch.add(waiting.removeFirst());
            }
            message = batch.stream().map(Waiting::notice).toList();
        }
        if (after < before) {
            countDropped(before - after);
            sayOnce(
                    "old",
                    (before - after) + " alert(s) are older than an hour and are not sent to " + receiver
                            + "; more of them are counted until it takes some",
                    LOG::warn);
        }
        return message;
    }

    private boolean isTooOld(Waiting old) {
        return now() - old.sinceNanos() > LONGEST.toNanos();
    }

    private void settle(List<Notice> message, Attempt attempt) {
        if (attempt instanceof Attempt.Failed failed) {
            failures++;
            if (!timer.isShutdown()) {
                sayOnce(failed.cause(), receiver + " " + failed.words() + "; alerts are tried again", LOG::warn);
            }
            next(pauseNanos());
            return;
        }
        failures = 0;
        if (attempt instanceof Attempt.Refused refused) {
            giveUp(message, refused);
        } else if (!message.isEmpty()) {
            succeed();
        }
        next(message.isEmpty() ? 0 : APART.toNanos());
    }

    private void giveUp(List<Notice> message, Attempt.Refused refused) {
        countDropped(message.size());
        if (refusals.isNews(refused.cause())) {
            LOG.error(receiver + " " + refused.words() + "; " + message.size()
                    + " alert(s) are given up, and later ones that it answers so, without a word: "
                    + message.stream().limit(1).map(Notice::describe).collect(Collectors.joining()));
        }
    }

    private void succeed() {
        boolean wasTrouble;
        synchronized (troubles) {
            wasTrouble = !troubles.isEmpty();
            troubles.clear();
        }
        if (wasTrouble) {
            LOG.info(receiver + " takes alerts again");
        }
    }

    /** Ends one attempt, and plans the next where something is left. */
    private synchronized void next(long pauseNanos) {
        if (failures == 0) {
            batch.clear();
        }
        isScheduled = false;
        earliestNanos = now() + pauseNanos;
        if (!batch.isEmpty() || !waiting.isEmpty()) {
            schedule(pauseNanos);
        }
    }

    private long pauseNanos() {
        long whole = Math.min(LONGEST_PAUSE_NANOS, SHORTEST_PAUSE_NANOS << Math.min(failures - 1, MOST_DOUBLINGS));
        return whole / 2 + surroundings.below(whole / 2 + 1);
    }

    private void countDropped(int alerts) {
        for (int i = 0; i < alerts; i++) {
            meters.count(Meter.ALERTS_DROPPED);
        }
    }

    private void sayOnce(String cause, String sentence, Consumer<String> log) {
        boolean isNews;
        synchronized (troubles) {
            isNews = troubles.add(cause);
        }
        if (isNews) {
            log.accept(sentence);
        }
    }

    /** Says what is not delivered; does not wait. */
    @Override
    public void close() {
        int left;
        synchronized (this) {
            left = batch.size() + waiting.size();
            waiting.clear();
        }
        if (left > 0) {
            LOG.warn("The application ends; " + left + " alert(s) were not sent to " + receiver);
        }
    }
}
