package io.github.dubbogray.router.announce;

import io.github.dubbogray.core.release.count.StepReport;
import io.github.dubbogray.router.document.DocumentStatus;
import io.github.dubbogray.router.document.Documents;
import io.github.dubbogray.router.registry.LiveServices;
import io.github.dubbogray.router.registry.Presence;
import io.github.dubbogray.router.settings.GraySettings;
import io.github.dubbogray.router.settings.Surroundings;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.dubbo.rpc.model.ApplicationModel;

/**
 * Announces this process in each registry, once for each application whose document it follows. What is to be said is worked
 * out anew whenever the registry's worker asks for it, and the worker writes what differs from what it wrote: so whatever
 * changes a state, on whichever thread, the last one is said.
 */
public final class Announcer {

    private final Supplier<Self> self;
    private final Known known;
    private final Clock clock;
    private final PacedReports reports;
    private final Consumer<Supplier<List<Presence>>> registry;

    /** Touched by the registry's worker only: of which applications something is away, and since when. */
    private final Map<String, Instant> degradedSince = new HashMap<>();

    /**
     * What there is to say.
     *
     * @param documents those that are followed
     * @param awaited the applications of whose documents nothing is known yet
     * @param isRegistryAway whether some registry does not answer
     */
    record Known(
            Supplier<List<DocumentStatus>> documents, Supplier<List<String>> awaited, BooleanSupplier isRegistryAway) {}

    /**
     * Says nothing yet.
     *
     * @param registry keeps registered what it is given, until the application ends
     */
    Announcer(
            Supplier<Self> self,
            Known known,
            Clock clock,
            PacedReports reports,
            Consumer<Supplier<List<Presence>>> registry) {
        this.self = self;
        this.known = known;
        this.clock = clock;
        this.reports = reports;
        this.registry = registry;
    }

    /**
     * Returns that of an application, which says nothing where the library, or the announcement, is switched off.
     *
     * @param counted gives what was counted for a release of a provider application until now
     */
    public static Announcer of(
            ApplicationModel application,
            GraySettings settings,
            Documents documents,
            LiveServices live,
            Function<String, Optional<StepReport>> counted,
            Surroundings surroundings) {
        int port = Self.drawPort(surroundings);
        return new Announcer(
                Self.following(application, port),
                new Known(documents::statuses, documents::awaited, live::isTroubled),
                surroundings.clock(),
                new PacedReports(counted, settings.announcement().everySeconds(), surroundings),
                settings.announces() ? live::present : Announcer::keepSilent);
    }

    private static void keepSilent(Supplier<List<Presence>> unsaid) {}

    /** Begins to announce, once there is a registry; once however often it is called. */
    public void begin() {
        registry.accept(this::presences);
    }

    /** Returns what is to be in each registry now; for the registry's worker. */
    private List<Presence> presences() {
        Self who = self.get();
        List<DocumentStatus> followed = known.documents().get().stream()
                .filter(document -> !document.application().isEmpty()) // an instance need not say whose it is
                .toList();
        noteWhatIsAway(followed);
        reports.retain(followed.stream().map(DocumentStatus::application).collect(Collectors.toSet()));
        return followed.stream().map(document -> presence(document, who)).toList();
    }

    private void noteWhatIsAway(List<DocumentStatus> followed) {
        boolean isRegistryAway = known.isRegistryAway().getAsBoolean();
        Set<String> awaited = Set.copyOf(known.awaited().get());
        Set<String> degraded = followed.stream()
                .filter(document -> isRegistryAway
                        || document.state() == DocumentStatus.State.DEGRADED
                        || awaited.contains(document.application()))
                .map(DocumentStatus::application)
                .collect(Collectors.toSet());
        degradedSince.keySet().retainAll(degraded);
        degraded.forEach(application -> degradedSince.computeIfAbsent(application, added -> clock.instant()));
    }

    private Presence presence(DocumentStatus document, Self who) {
        Announcement.State state =
                Announcement.State.of(document, Optional.ofNullable(degradedSince.get(document.application())));
        Optional<StepReport> report = reports.of(document.application());
        Announcement said = new Announcement(
                who.application(),
                who.process(),
                who.library(),
                document.revision(),
                state,
                report.map(StepReport::text).orElse(""),
                report.map(StepReport::failedText).orElse(""));
        return new Presence(
                Announcement.serviceOf(document.application()),
                Announcement.GROUP,
                who.host(),
                who.port(),
                said.toMetadata());
    }
}
