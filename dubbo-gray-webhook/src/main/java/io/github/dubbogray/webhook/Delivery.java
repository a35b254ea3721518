package io.github.dubbogray.webhook;

import io.github.dubbogray.core.news.Once;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/**
 * Brings notices to a webhook, in their order, on a timer's thread. What comes within {@link #COLLECTING} goes together, and
 * so does what comes within {@link Surroundings#apart} of the last message: an operator gets few messages, however many instances go out.
 * A message that fails is tried again, with what has come since, after a time that doubles from one second to a minute, drawn
 * from its second half; until a notice is older than {@link #LONGEST}, or newer ones push it out.
 */
public final class Delivery<T> implements AutoCloseable {

    /** How long a message waits for company. */
    public static final Duration COLLECTING = Duration.ofSeconds(1);

    /** How long a notice is worth telling. */
    public static final Duration LONGEST = Duration.ofHours(1);

    /** How many notices wait. */
    public static final int MOST_WAITING = 1_000;

    /** How many go in one message. */
    public static final int MOST_IN_ONE = 50;

    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_DOUBLINGS = 5;
    private static final int REMEMBERED_CAUSES = 100;

    private final String receiver;
    private final Function<List<T>, Attempt> post;
    private final Function<T, String> words;
    private final Surroundings surroundings;
    private final ScheduledThreadPoolExecutor timer;
    private final DeliveryNews news;

    /** Causes that were said. */
    private final Once<String> refusals = Once.upTo(REMEMBERED_CAUSES);

    /** Guarded by this: the oldest first. */
    private final Deque<Waiting<T>> waiting = new ArrayDeque<>();

    /** Guarded by this: whether the timer is about it, or will be. */
    private boolean isScheduled;

    /** Guarded by this: before when no message goes. */
    private long earliestNanos;

    /** Guarded by this: what goes with the message that is under way or tried again, the oldest first. */
    private final List<Waiting<T>> batch = new ArrayList<>();

    /** Touched by the timer only: how many attempts in a row have failed. */
    private int failures;

    /** Causes of failures that were logged since the last success; used under its own lock. */
    private final Set<String> troubles = new HashSet<>();

    private record Waiting<T>(T notice, long sinceNanos) {}

    /**
     * What a delivery finds around it.
     *
     * @param nanoTime the time from a point that stays the same
     * @param below gives a number at random, at least 0 and less than its bound
     * @param timer of one thread
     * @param apart how long after one message the next goes at the earliest
     */
    public record Surroundings(
            LongSupplier nanoTime, LongUnaryOperator below, ScheduledThreadPoolExecutor timer, Duration apart) {}

    /**
     * Has nothing to bring yet.
     *
     * @param receiver says where messages go, for the log
     * @param post sends a message
     * @param words says one notice, for the log
     */
    public Delivery(
            String receiver,
            Function<List<T>, Attempt> post,
            Function<T, String> words,
            Surroundings surroundings,
            DeliveryNews news) {
        this.receiver = receiver;
        this.post = post;
        this.words = words;
        this.surroundings = surroundings;
        this.timer = surroundings.timer();
        this.news = news;
        this.earliestNanos = now();
    }

    private long now() {
        return surroundings.nanoTime().getAsLong();
    }

    /** Takes what is to be told. */
    public void add(List<T> notices) {
        notices.forEach(this::add);
    }

    private void add(T notice) {
        if (!hasRoomFor(notice)) {
            news.dropped();
            sayOnce(
                    "full",
                    "More than " + MOST_WAITING + " alerts wait for " + receiver
                            + "; the oldest are left out and counted until it takes some",
                    news::warn);
        }
    }

    private synchronized boolean hasRoomFor(T notice) {
        boolean hasRoom = waiting.size() < MOST_WAITING;
        if (!hasRoom) {
            waiting.removeFirst();
        }
        waiting.add(new Waiting<>(notice, now()));
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
            news.debug("No alert is sent: the application has ended");
        }
    }

    private void run() {
        List<T> message = fillBatch();
        try {
            settle(message, message.isEmpty() ? new Attempt.Delivered() : post.apply(message));
        } catch (Throwable thrown) { // whatever it is, later notices have to go
            settle(message, new Attempt.Refused(thrown.getClass().getName(), "was not asked: " + thrown.getClass()));
        }
    }

    /** Returns what is to go now. */
    private List<T> fillBatch() {
        int before;
        int after;
        List<T> message;
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
                    news::warn);
        }
        return message;
    }

    private boolean isTooOld(Waiting<T> old) {
        return now() - old.sinceNanos() > LONGEST.toNanos();
    }

    private void settle(List<T> message, Attempt attempt) {
        if (attempt instanceof Attempt.Failed failed) {
            failures++;
            if (!timer.isShutdown()) {
                sayOnce(failed.cause(), receiver + " " + failed.words() + "; alerts are tried again", news::warn);
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
        next(message.isEmpty() ? 0 : surroundings.apart().toNanos());
    }

    private void giveUp(List<T> message, Attempt.Refused refused) {
        countDropped(message.size());
        if (refusals.isNews(refused.cause())) {
            news.error(receiver + " " + refused.words() + "; " + message.size()
                    + " alert(s) are given up, and later ones that it answers so, without a word: "
                    + message.stream().limit(1).map(words).collect(Collectors.joining()));
        }
    }

    private void succeed() {
        boolean wasTrouble;
        synchronized (troubles) {
            wasTrouble = !troubles.isEmpty();
            troubles.clear();
        }
        if (wasTrouble) {
            news.info(receiver + " takes alerts again");
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
        return whole / 2 + surroundings.below().applyAsLong(whole / 2 + 1);
    }

    private void countDropped(int alerts) {
        for (int i = 0; i < alerts; i++) {
            news.dropped();
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

    /** Sends at once what waits, waits for what becomes of it, and closes: for who ends and has no time for a second try. */
    public void finish(Duration limit) throws InterruptedException {
        try {
            timer.submit(this::run).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
            news.debug("Not waited for any longer: " + e);
        }
        close();
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
            news.warn("The application ends; " + left + " alert(s) were not sent to " + receiver);
        }
    }
}
