package io.github.dubbogray.router.health;

import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.WatchedAbsence;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.event.Listeners;
import io.github.dubbogray.router.event.Trouble;
import io.github.dubbogray.router.settings.Surroundings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * Health's memory of one application of this process: a watch for each provider application, shared by the references that
 * call it. Watches are evaluated ten times a second while something is watched; where no document says that something is,
 * there is neither a watch nor a timer (clause H5).
 */
public final class Watches implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);

    private final GrayEvents events;
    private final Surroundings surroundings;
    private final Moments moments;
    private final Beat beat;
    private final Trouble trouble = new Trouble();

    /** Guarded by this: those that are watched. */
    private final Map<String, ApplicationHealth> watched = new TreeMap<>();

    /** Guarded by this: the last stamp that was given. */
    private long stamp;

    private final Map<String, Listeners> listeners = new ConcurrentHashMap<>();

    /**
     * Watches nothing yet.
     *
     * @param events where is told who goes out and who comes back
     */
    public Watches(GrayEvents events, Surroundings surroundings) {
        this.events = events;
        this.surroundings = surroundings;
        this.moments = new Moments(surroundings);
        this.beat = new Beat(surroundings, this::look);
    }

    /** Calls a listener whenever somebody of an application goes out or comes back, until it is forgotten. */
    public void follow(String application, Runnable listener) {
        listenersOf(application).add(listener);
    }

    /** Stops calling a listener of an application. */
    public void forget(String application, Runnable listener) {
        listenersOf(application).remove(listener);
    }

    /** Stops calling a listener, for all applications. */
    public void forget(Runnable listener) {
        listeners.values().forEach(each -> each.remove(listener));
    }

    private Listeners listenersOf(String application) {
        return listeners.computeIfAbsent(application, name -> new Listeners(surroundings.nanoTime()));
    }

    /**
     * Takes over the instances that a reference calls, under the tables in force, and returns what is known of them. What is
     * known of an instance stays while some reference calls it.
     *
     * @param reference names the reference
     * @param members its instances; their positions are those of the fleet that is made of them
     * @param tables gives the table in force of an application
     */
    public synchronized Sight hold(String reference, List<Member> members, Function<String, Table> tables) {
        long now = surroundings.nanoTime().getAsLong();
        Map<String, List<Member>> byApplication = members.stream()
                .collect(Collectors.groupingBy(member -> member.instance().application()));
        byApplication.forEach((application, own) -> take(reference, own, tables.apply(application), now));
        watched.forEach((application, health) -> {
            if (!byApplication.containsKey(application)) {
                health.forget(reference, now);
            }
        });
        end();
        return sight(members, byApplication.keySet());
    }

    /** Returns what is known of instances, whoever calls them. */
    public synchronized Sight of(List<Member> members) {
        return sight(
                members,
                members.stream().map(member -> member.instance().application()).collect(Collectors.toSet()));
    }

    /** Lets go of the instances that only this reference calls. */
    public synchronized void letGo(String reference) {
        long now = surroundings.nanoTime().getAsLong();
        watched.values().forEach(health -> health.forget(reference, now));
        end();
    }

    /** Returns whether what was known of instances then is known now. */
    public synchronized boolean isCurrent(Sight sight) {
        return sight.stamps().entrySet().stream()
                .allMatch(then -> Optional.ofNullable(watched.get(then.getKey()))
                        .filter(health -> health.stamp() == then.getValue())
                        .isPresent());
    }

    /** Returns the watch of an application as it is now, to be told how calls end. */
    public synchronized ApplicationWatch watch(String application) {
        ApplicationHealth health = watched.get(application);
        return health == null ? ApplicationWatch.none(application) : health.watch();
    }

    private void take(String reference, List<Member> members, Table inForce, long nowNanos) {
        ApplicationHealth known = watched.get(inForce.application());
        ApplicationHealth health = known == null ? new ApplicationHealth(inForce.application(), ++stamp) : known;
        health.take(reference, members, inForce, nowNanos);
        if (health.isWatched()) {
            watched.put(inForce.application(), health);
        }
    }

    /** Ends what is not watched any more. */
    private void end() {
        watched.values().removeIf(health -> health.isUnused() || !health.isWatched());
        if (watched.isEmpty()) {
            beat.stop();
        } else {
            beat.start();
        }
    }

    private Sight sight(List<Member> members, Set<String> applications) {
        Map<String, ApplicationWatch> watches = new HashMap<>();
        Map<String, Long> stamps = new HashMap<>();
        watched.forEach((application, health) -> {
            if (applications.contains(application)) {
                watches.put(application, health.watch());
                stamps.put(application, health.stamp());
            }
        });
        return watches.isEmpty()
                ? Sight.NONE
                : new Sight(
                        new WatchedAbsence(
                                watches, position -> members.get(position).address(), moments::of),
                        stamps);
    }

    private void look() {
        Guarded.run(
                () -> {
                    evaluate();
                    trouble.isOver();
                },
                thrown -> { // else the timer would end in silence
                    if (trouble.isNews(thrown)) {
                        LOG.error("Cannot judge who is healthy; tried again until it can", thrown);
                    }
                });
    }

    /** Judges everybody by what was counted until now; for the timer, and tests in its place. */
    void evaluate() {
        Map<String, List<GrayEvent>> news = news();
        news.keySet().forEach(application -> listenersOf(application).tell());
        news.values().forEach(some -> some.forEach(events::publish)); // last: what is told of is in force
    }

    private synchronized Map<String, List<GrayEvent>> news() {
        long now = surroundings.nanoTime().getAsLong();
        Map<String, List<GrayEvent>> news = new TreeMap<>();
        watched.forEach((application, health) -> {
            List<GrayEvent> found = new ArrayList<>();
            health.evaluate(now, ++stamp).forEach(event -> found.add(new GrayEvent.HealthChanged(application, event)));
            if (!found.isEmpty()) {
                news.put(application, found);
            }
        });
        return news;
    }

    @Override
    public void close() {
        beat.close();
    }
}
