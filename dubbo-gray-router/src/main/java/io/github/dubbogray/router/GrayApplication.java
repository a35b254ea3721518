package io.github.dubbogray.router;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Lane;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.alert.Alerts;
import io.github.dubbogray.router.announce.Announcer;
import io.github.dubbogray.router.call.Arrivals;
import io.github.dubbogray.router.call.Outcomes;
import io.github.dubbogray.router.document.DocumentGauges;
import io.github.dubbogray.router.document.Documents;
import io.github.dubbogray.router.event.Bugs;
import io.github.dubbogray.router.event.GrayEvent;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.event.LabelDrift;
import io.github.dubbogray.router.event.SaidOnce;
import io.github.dubbogray.router.health.HealthGauges;
import io.github.dubbogray.router.health.Watches;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.label.MalformedLabels;
import io.github.dubbogray.router.label.SelfDescription;
import io.github.dubbogray.router.listener.GrayListener;
import io.github.dubbogray.router.listener.HostListeners;
import io.github.dubbogray.router.meter.Gauge;
import io.github.dubbogray.router.meter.Gauges;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.record.Recordings;
import io.github.dubbogray.router.registry.LiveServices;
import io.github.dubbogray.router.registry.LoadWeightPublisher;
import io.github.dubbogray.router.registry.NacosNamingClient;
import io.github.dubbogray.router.registry.NamingClient;
import io.github.dubbogray.router.registry.NamingRegistry;
import io.github.dubbogray.router.registry.Registration;
import io.github.dubbogray.router.settings.GraySettings;
import io.github.dubbogray.router.settings.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.resource.Disposable;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * What one application of this process has of gray release: its settings, the documents and registries it follows and what
 * was counted. The only thing that router and filter share; one for each {@link ApplicationModel}.
 */
public final class GrayApplication implements Disposable {

    /** Listens to the own document, which so is never let go; nothing is made of it, so nothing is to be made anew. */
    private static final Runnable FOR_GOOD = GrayApplication::takeNoNote;

    private static final int MOST_WARNINGS = 100;

    private final ApplicationModel application;
    private final Surroundings surroundings;
    private final GraySettings settings;
    private final Labels labels;
    private final Documents documents;
    private final LiveServices live;
    private final Announcer announcer;
    private final MalformedLabels malformed;
    private final LoadWeightPublisher loadWeight;
    private final long startedMillis;
    private final GrayEvents events = new GrayEvents();
    private final Meters meters;
    private final Gauges gauges = new Gauges();
    private final Bugs bugs;
    private final SaidOnce said = SaidOnce.upTo(MOST_WARNINGS);
    private final Watches watches;
    private final Arrivals arrivals;
    private final Outcomes outcomes;
    private final HostListeners listeners;
    private final Recordings recordings;

    /** Null where nobody is to be alerted. */
    private final @Nullable Alerts alerts;

    /** The application's own name; empty until its own document is followed. */
    private volatile String ownName = "";

    /** For Dubbo's bean factory; use {@link #of}. */
    public GrayApplication(ApplicationModel application) {
        this(
                application,
                Surroundings.ofSystem(),
                registry -> NacosNamingClient.connect(registry)); // a method reference would load the class
    }

    /**
     * Follows registries through clients of the caller's making, in surroundings of its choice.
     *
     * @param connect makes the client of a registry
     */
    GrayApplication(
            ApplicationModel application, Surroundings surroundings, Function<NamingRegistry, NamingClient> connect) {
        this.application = application;
        this.surroundings = surroundings;
        this.startedMillis = surroundings.clock().millis();
        this.meters = Meters.of(application);
        this.bugs = new Bugs(meters);
        this.settings = GraySettings.of(application);
        this.labels = InstanceLabels.read(settings.labels());
        this.documents = Documents.of(application, settings, surroundings, events, meters);
        this.live = LiveServices.of(application, settings.live(), surroundings, connect, events, meters);
        this.malformed = new MalformedLabels(events, meters);
        this.watches = new Watches(events, surroundings);
        this.announcer = Announcer.of(application, settings, documents, live, watches::counted, surroundings);
        this.arrivals = new Arrivals(surroundings.nanoTime());
        this.outcomes = new Outcomes(
                watches,
                new Outcomes.Known(
                        instance -> live.registrationOf(instance).instance().labels(),
                        live::versionOf,
                        documents::table),
                meters,
                arrivals);
        this.loadWeight = LoadWeightPublisher.of(application, surroundings);
        this.listeners = HostListeners.of(application, surroundings, meters);
        this.recordings = new Recordings(documents, surroundings, bugs::report);
        events.listen(listeners::tell);
        events.listen(new EventCounts(meters, gauges));
        DocumentGauges.add(documents, gauges);
        gauges.add(() -> HealthGauges.of(watches));
        gauges.add(this::ownGauges);
        this.alerts = isActive() ? newAlerts() : null;
    }

    private @Nullable Alerts newAlerts() {
        Optional<Alerts> configured = Alerts.of(application, watches::watch, surroundings, meters);
        configured.ifPresent(made -> events.listen(made::hear));
        return configured.orElse(null);
    }

    /** Returns the one of an application. */
    public static GrayApplication of(ApplicationModel application) {
        return application.getBeanFactory().getOrRegisterBean(GrayApplication.class);
    }

    /** Returns whether the library does anything in this application ({@code dubbo.gray.enabled}). */
    public boolean isActive() {
        return settings.activity() == GraySettings.Activity.ACTIVE;
    }

    /** Returns whether responses say where calls went ({@code dubbo.gray.served-by}). */
    public boolean reportsHops() {
        return settings.servedBy() == GraySettings.Activity.ACTIVE;
    }

    /** Returns the version of an instance, its label {@code version} as the registry has it now, or null if it has none. */
    public @Nullable String versionOf(URL instance) {
        return live.versionOf(instance);
    }

    /** Returns what was counted since the application started. */
    public Meters meters() {
        return meters;
    }

    /** Returns what this application is now, in numbers. */
    public Gauges gauges() {
        return gauges;
    }

    private Stream<Gauge> ownGauges() {
        String version = labels().toMap().get(InstanceLabels.VERSION);
        String name = application.tryGetApplicationName();
        return Stream.of(
                new Gauge(Meter.LABELS_DRIFTING, List.of(), () -> drifts().size()),
                new Gauge(
                        Meter.INSTANCE,
                        List.of(
                                name == null ? Meter.Tags.NONE : name,
                                version == null ? Meter.Tags.NONE : version,
                                ownTable().laneOf(labels()).map(Lane::name).orElse(Meter.Tags.NONE)),
                        () -> 1));
    }

    /**
     * Takes note of a bug of this library that a call passed by: counts it, logs it once per cause (clause D4). Never throws.
     *
     * @param what what did not happen, a sentence
     */
    public void report(String what, Throwable bug) {
        bugs.report(what, bug);
    }

    /**
     * Takes note of a bug that a call or a change of a reference passed by, as {@link #report(String, Throwable)} does.
     *
     * @param what what did not happen, a sentence with {@code {}} for the reference
     */
    public void report(String what, URL reference, Throwable bug) {
        bugs.report(what, reference, bug);
    }

    /**
     * Hands every later event to a listener, on the thread on which it happens and outside of every lock; the listener must
     * not block.
     */
    public void listen(Consumer<GrayEvent> listener) {
        events.listen(listener);
    }

    /**
     * Tells a listener of every later event, on a thread that serves no call: it may block, see {@link GrayListener}. Those
     * among Dubbo's extensions are told by themselves.
     */
    public void addListener(GrayListener listener) {
        listeners.add(listener);
    }

    /** Tells a listener no more, but for an event that it is being told of. */
    public void removeListener(GrayListener listener) {
        listeners.remove(listener);
    }

    /**
     * Returns the labels of which instances this application calls say one thing and the registry another, each once; until
     * {@link GrayEvent.DriftSettled}.
     */
    public List<LabelDrift> drifts() {
        return live.drifts();
    }

    /**
     * Follows the document of a provider application and calls the listener after each later change, until it is forgotten.
     * From the first one on, the registry says by what this process goes.
     */
    public void followDocument(String provider, Runnable listener) {
        documents.follow(provider, listener);
        announcer.begin();
    }

    /**
     * Follows the document of this application itself, which colors what enters it (clause R2). The first time, waits for
     * the config centre's answer; to be called once Dubbo has its config centre, and never for a request.
     */
    public void followOwnDocument() {
        String name = application.tryGetApplicationName();
        if (isActive() && name != null) {
            ownName = name;
            followDocument(name, FOR_GOOD);
        }
    }

    /** Returns the table of this application's own document; one without rules while that is not followed. Never blocks. */
    public Table ownTable() {
        return documents.table(ownName);
    }

    /** Returns what this instance says it is; nothing if the library is off. */
    public Labels labels() {
        return isActive() ? labels : Labels.NONE;
    }

    /** Returns what the registry is told of this instance; nothing if the library is off. */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>();
        if (isActive()) {
            metadata.putAll(InstanceLabels.toMetadata(labels));
            metadata.putAll(SelfDescription.toMetadata(labels, startedMillis));
        }
        return metadata;
    }

    /** Begins to publish a load-based weight, if this process is to have one. */
    public void beginLoadWeight() {
        if (isActive() && settings.loadWeight() == GraySettings.Activity.ACTIVE) {
            loadWeight.start();
        }
    }

    /** Warns of what is wrong around the library, once for each text. */
    public void warnOnce(String text) {
        said.warn(text);
    }

    /** Returns an instance with what its registry says of it; tells of what is no label there. */
    public Registration registrationOf(URL instance) {
        malformed.lookAt(instance);
        return live.registrationOf(instance);
    }

    /** Returns the services of registries that are followed. */
    public LiveServices live() {
        return live;
    }

    /** Returns the time, the chance and the threads that everything here goes by. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** Returns where what changes is told. */
    public GrayEvents events() {
        return events;
    }

    /** Returns who is watched, and who is out. */
    public Watches watches() {
        return watches;
    }

    /** Returns who came and is still to answer. */
    public Arrivals arrivals() {
        return arrivals;
    }

    /** Returns where it is told how calls end. */
    public Outcomes outcomes() {
        return outcomes;
    }

    /** Returns what is recorded of decisions. */
    public Recordings recordings() {
        return recordings;
    }

    /** Returns the documents that are followed. */
    public Documents documents() {
        return documents;
    }

    private static void takeNoNote() {}

    @Override
    public void destroy() {
        documents.close();
        live.close();
        watches.close();
        loadWeight.close();
        listeners.close();
        if (alerts != null) {
            alerts.close();
        }
    }
}
