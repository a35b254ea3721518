package io.github.dubbogray.router.publish;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.event.Guarded;
import io.github.dubbogray.router.registry.Keeping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.apache.dubbo.registry.AddressListener;
import org.apache.dubbo.registry.NotifyListener;
import org.apache.dubbo.registry.integration.DynamicDirectory;
import org.apache.dubbo.rpc.Invoker;
import org.apache.dubbo.rpc.cluster.Directory;

/**
 * Leaves Dubbo its connections to instances that a registry does not list only because it has just started: else it would
 * close them, and nobody could be sent there until they are listed again. One for each module of an application.
 */
@Activate
public final class KeptAddresses implements AddressListener {

    private static final Logger LOG = LoggerFactory.getLogger(KeptAddresses.class);

    /** What each reference was told last, of those that are in use. */
    private final Map<Directory<?>, Told> told = Collections.synchronizedMap(new WeakHashMap<>());

    private final Function<Directory<?>, Optional<Keeping>> keepings;

    /** For Dubbo's extension loader. */
    public KeptAddresses() {
        this(KeptAddresses::keepingOf);
    }

    /** Keeps what the keeping of a reference says, and nothing where it has none. */
    KeptAddresses(Function<Directory<?>, Optional<Keeping>> keepings) {
        this.keepings = keepings;
    }

    private static Optional<Keeping> keepingOf(Directory<?> directory) {
        GrayApplication gray = GrayApplication.of(directory.getConsumerUrl().getOrDefaultApplicationModel());
        return gray.isActive() && directory instanceof DynamicDirectory<?> told
                ? gray.live().keepingIn(told.getRegistry())
                : Optional.empty();
    }

    /** Dubbo would take over no instance if this threw. */
    @Override
    public List<URL> notify(List<URL> addresses, URL consumer, @SuppressWarnings("rawtypes") Directory directory) {
        List<URL> all = new ArrayList<>(addresses);
        Guarded.run(
                () -> keepings.apply(directory).ifPresent(keeping -> all.addAll(kept(addresses, directory, keeping))),
                thrown -> LOG.error("Instances that may be about to be back are not kept", thrown));
        if (all.size() > addresses.size()) {
            all.removeIf(KeptAddresses::isNobody);
        }
        return all;
    }

    @Override
    public void destroy(URL consumer, @SuppressWarnings("rawtypes") Directory directory) {
        told.remove(directory);
    }

    private List<URL> kept(List<URL> addresses, Directory<?> directory, Keeping keeping) {
        Set<String> listed = addresses.stream().map(URL::getAddress).collect(Collectors.toSet());
        List<URL> missing = Optional.ofNullable(told.get(directory)).stream()
                .flatMap(Told::all)
                .filter(url -> !isNobody(url) && !listed.contains(url.getAddress()))
                .toList();
        List<URL> kept = missing.isEmpty()
                ? List.of()
                : missing.stream().filter(isKept(directory, keeping)).toList();
        told.put(directory, new Told(List.copyOf(addresses), kept));
        if (!kept.isEmpty()) {
            keeping.whileKept(directory, () -> isStillKept(directory, keeping));
        }
        return kept;
    }

    /** Lets go of what was not listed again in time; returns whether there is more to keep. */
    private boolean isStillKept(Directory<?> directory, Keeping keeping) {
        synchronized (directory) { // as Dubbo does while it tells it
            Told now = told.get(directory);
            if (now == null || now.kept().isEmpty() || directory.isDestroyed()) {
                return false;
            }
            if (now.kept().stream().allMatch(isKept(directory, keeping))) {
                return true;
            }
            ((NotifyListener) directory).notify(now.listed()); // which asks here what to keep
            return true; // or not: the next time says
        }
    }

    /** Nobody without a connection: no call could go there, and whoever died would count as one of a lane. */
    private static Predicate<URL> isKept(Directory<?> directory, Keeping keeping) {
        Set<String> connected = directory.getAllInvokers().stream()
                .filter(Invoker::isAvailable)
                .map(invoker -> invoker.getUrl().getAddress())
                .collect(Collectors.toSet());
        return url -> connected.contains(url.getAddress()) && keeping.isKept(url);
    }

    private static boolean isNobody(URL url) {
        return "empty".equals(url.getProtocol()); // Dubbo's word for it
    }

    /**
     * What a reference was told.
     *
     * @param listed what the registry lists
     * @param kept what it does not list, and is kept
     */
    private record Told(List<URL> listed, List<URL> kept) {

        private Stream<URL> all() {
            return Stream.concat(listed.stream(), kept.stream());
        }
    }
}
