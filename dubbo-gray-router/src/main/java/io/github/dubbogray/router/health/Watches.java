package io.github.dubbogray.router.health;

import io.github.dubbogray.core.health.FailurePolicy;
import io.github.dubbogray.core.health.watch.ApplicationWatch;
import io.github.dubbogray.core.health.watch.HealthEvent;
import io.github.dubbogray.core.health.watch.LaneWatch;
import io.github.dubbogray.core.health.watch.WatchedAbsence;
import io.github.dubbogray.core.news.Trouble;
import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.event.Listeners;
import io.github.dubbogray.router.health.probe.Prober;
import io.github.dubbogray.router.settings.Beat;
import io.github.dubbogray.router.settings.Surroundings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.jspecify.annotations.Nullable;

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
    private final Prober prober;
    private final Trouble trouble = new Trouble();

    /** Guarded by this: those of whose calls it matters how they end. */
    private final Map<String, ApplicationHealth> watched = new TreeMap<>();

    /** The same for calls; replaced as a whole under this. */
    private volatile Map<String, Attended> attended = Map.of();

    /** Guarded by this: the last stamp that was given. */
    private long stamp;

    /** What those documents say that let calls be tried again; replaced as a whole under this. */
    private volatile List<FailurePolicy> retrying = List.of();

    /** Whether some document is under release; replaced under this. */
    private volatile boolean areCounting;

    /** Those of each application that somebody follows. */
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
        this.beat = new Beat(surroundings, "dubbo-gray-health", this::look);
        this.prober = new Prober(surroundings);
    }

    /** Calls a listener whenever somebody of an application goes out or comes back, until it is forgotten. */
    public void follow(String application, Runnable listener) {
        listeners.compute(application, (name, known) -> {
            Listeners all = known == null ? new Listeners(surroundings.nanoTime()) : known;
            all.add(listener);
            return all;
        });
    }

    /** Stops calling a listener of an application. */
    public void forget(String application, Runnable listener) {
        listeners.computeIfPresent(application, (name, known) -> {
            known.remove(listener);
            return known.areNone() ? null : known;
        });
    }

    /** Stops calling a listener, for all applications. */
    public void forget(Runnable listener) {
        listeners.keySet().forEach(application -> forget(application, listener));
    }

    private void tell(String application) {
        Listeners known = listeners.get(application);
        if (known != null) {
            known.tell();
        }
    }

    /**
     * Takes over the instances that a reference calls, under the tables in force, and returns what is known of them. What is
     * known of an instance stays while some holder calls it. What changes by it is told once the events that are put off are.
     *
     * @param holder whose instances they are: the same for one list of a reference, another one for any other
     * @param members its instances; their positions are those of the fleet that is made of them
     * @param tables gives the table in force of an application
     */
    public synchronized Sight hold(Object holder, List<Member> members, Function<String, Table> tables) {
        long now = surroundings.nanoTime().getAsLong();
        Map<String, List<Member>> byApplication = members.stream()
                .collect(Collectors.groupingBy(member -> member.instance().application()));
        byApplication.forEach((application, own) -> take(holder, own, tables.apply(application), now));
        watched.forEach((application, health) -> {
            if (!byApplication.containsKey(application)) {
                tellLater(health, health.forget(holder, now));
            }
        });
        publish();
        return sight(members, byApplication.keySet());
    }

    /** Returns what is known of instances, whoever calls them. */
    public synchronized Sight of(List<Member> members) {
        return sight(
                members,
                members.stream().map(member -> member.instance().application()).collect(Collectors.toSet()));
    }

    /** Lets go of the instances that only this holder calls. */
    public synchronized void letGo(Object holder) {
        long now = surroundings.nanoTime().getAsLong();
        watched.values().forEach(health -> tellLater(health, health.forget(holder, now)));
        publish();
    }

    /** Told once the locks that the caller has are released, see {@link GrayEvents#publishPutOff}; to others by the timer. */
    private void tellLater(ApplicationHealth health, List<HealthEvent> news) {
        if (!news.isEmpty()) {
            health.changed(++stamp);
            news.forEach(each ->
                    events.putOff(new GrayEvent.HealthChanged(health.watch().application(), each)));
        }
    }

    /** Returns whether what was known of instances then is known now. */
    public synchronized boolean isCurrent(Sight sight) {
        return sight.stamps().entrySet().stream()
                .allMatch(then -> Optional.ofNullable(watched.get(then.getKey()))
                        .filter(health -> health.stamp() == then.getValue())
                        .isPresent());
    }

    /** Returns whether it matters of any application how its calls end. One read. */
    public boolean areAttending() {
        return !attended.isEmpty();
    }

    /** Returns whether calls of any application are counted for a release. One read. */
    public boolean areCounting() {
        return areCounting;
    }

    /** Returns what was counted for a release of an application until now; empty where none is on its way. */
    public Optional<StepReport> counted(String application) {
        return Optional.ofNullable(attended.get(application))
                .flatMap(known -> known.counts().report());
    }

    /** Returns an application of whose calls it matters how they end, or null. Never blocks, allocates nothing. */
    public @Nullable Attended attended(String application) {
        return attended.get(application);
    }

    /** Returns whether some document lets calls of a method be tried once more, on stable. Allocates nothing. */
    public boolean mayRetryOnStable(String method) {
        List<FailurePolicy> now = retrying;
        for (int i = 0; i < now.size(); i++) { // no iterator: asked for each call
            if (now.get(i).mayRetryOnStable(method)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a snapshot under these tables needs nothing of health (clause H5). */
    public boolean areIdleUnder(Stream<Table> tables) {
        return !areAttending() && tables.noneMatch(Table::dependsOnOutcomes);
    }

    /**
     * Returns whether a lane that takes a part of its requests takes this one; to be asked once for a request, as it may use
     * up a probe. Never blocks.
     */
    public boolean admits(String application, String lane, Request request) {
        Attended known = attended.get(application);
        LaneWatch watch = known == null ? null : known.watch().lane(lane).orElse(null);
        return known == null || watch == null || watch.admits(bucketOf(known, watch, request));
    }

    /** Returns the same for who only looks: it uses up no probe, see {@link LaneWatch#wouldAdmit}. */
    public boolean wouldAdmit(String application, String lane, Request request) {
        Attended known = attended.get(application);
        LaneWatch watch = known == null ? null : known.watch().lane(lane).orElse(null);
        return known == null || watch == null || watch.wouldAdmit(bucketOf(known, watch, request));
    }

    private int bucketOf(Attended known, LaneWatch watch, Request request) {
        String key = known.keys().keyOf(watch.name(), request);
        return key == null ? (int) surroundings.below(Split.BUCKETS) : watch.bucketOf(key);
    }

    /** A lane that is watched. */
    record WatchedLane(String application, LaneWatch watch) {}

    /** Returns the lanes that are watched now, application by application in name order. */
    Stream<WatchedLane> lanes() {
        return new TreeMap<>(attended)
                .entrySet().stream()
                        .flatMap(each -> each.getValue().watch().lanes().stream()
                                .map(lane -> new WatchedLane(each.getKey(), lane)));
    }

    /** Returns how each watched lane stands, in the same order. */
    public List<LaneReport> report() {
        long now = surroundings.nanoTime().getAsLong();
        return lanes().map(lane -> LaneReport.of(lane.application(), lane.watch(), moments, now))
                .toList();
    }

    /** Says who is out, and why; one line each, nothing where nobody is. */
    public String describe() {
        StringBuilder text = new StringBuilder();
        attended.forEach((application, known) -> known.watch().lanes().stream()
                .flatMap(lane -> lane.describe(moments::of).stream())
                .forEach(line -> text.append("Health of ")
                        .append(application)
                        .append(": ")
                        .append(line)
                        .append('\n')));
        return text.toString();
    }

    /** Returns the watch of an application as it is now, to be told how calls end. */
    public synchronized ApplicationWatch watch(String application) {
        ApplicationHealth health = watched.get(application);
        return health == null ? ApplicationWatch.none(application) : health.watch();
    }

    private void take(Object holder, List<Member> members, Table inForce, long nowNanos) {
        ApplicationHealth known = watched.get(inForce.application());
        ApplicationHealth health = known == null ? new ApplicationHealth(inForce.application(), ++stamp) : known;
        tellLater(health, health.take(holder, members, inForce, nowNanos));
        if (health.isAttended()) {
            watched.put(inForce.application(), health);
        }
    }

    /** Publishes who is attended to now; ends what is not any more. */
    private void publish() {
        watched.values().removeIf(health -> health.isUnused() || !health.isAttended());
        attended = watched.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().attended()));
        retrying = attended.values().stream()
                .map(each -> each.table().failures())
                .filter(policy -> !policy.retryOnStable().isEmpty())
                .toList();
        areCounting = attended.values().stream().anyMatch(each -> !each.counts().areIdle());
        if (watched.values().stream().anyMatch(ApplicationHealth::isWatched)) {
            beat.start();
        } else {
            beat.stop();
        }
        prober.hold(watched.values().stream()
                .flatMap(health -> health.targets().stream())
                .toList());
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
        try {
            judge();
        } finally { // also where judging broke off
            events.publishPutOff();
        }
    }

    private synchronized void judge() {
        long now = surroundings.nanoTime().getAsLong();
        watched.forEach((application, health) -> {
            boolean isChanged = health.takeChanged();
            try {
                List<HealthEvent> news = health.evaluate(now, ++stamp);
                if (isChanged || !news.isEmpty()) {
                    events.putOff(() -> tell(application, news));
                }
            } catch (Throwable brokeOff) { // what was changed until then is in force
                events.putOff(() -> tell(application, List.of()));
                throw brokeOff;
            }
        });
    }

    /** Has what changed taken over first: what is told of is in force. */
    private void tell(String application, List<HealthEvent> news) {
        tell(application);
        news.forEach(each -> events.publish(new GrayEvent.HealthChanged(application, each)));
    }

    @Override
    public void close() {
        beat.close();
        prober.close();
    }
}
