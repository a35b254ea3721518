package io.github.dubbogray.router.route;

import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.event.Trouble;
import io.github.dubbogray.router.label.InstanceLabels;
import io.github.dubbogray.router.registry.RegistryService;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invoker;

/**
 * What one router follows: the documents, the registry's services and the health of what its present instances are of, and
 * of no others.
 * What cannot be followed is tried again later. Notifications and later tries come one at a time, under {@code following};
 * {@link #end} does not wait for them.
 */
final class Followed {

    private final GrayApplication gray;
    private final Retries retries;
    private final Runnable onChange;
    private final Object following = new Object();

    /** Guarded by following. */
    private final Part<String> documents;

    /** Guarded by following. */
    private final Part<RegistryService> services;

    /** Guarded by following: the applications of which is heard who is out. */
    private final Part<String> watched;

    private final Trouble trouble = new Trouble();

    /** Guarded by following: whether a later try is under way. */
    private boolean isTriedAgain;

    private volatile boolean isEnded;

    /**
     * Follows nothing yet.
     *
     * @param onChange is called after each change of what is followed
     */
    Followed(GrayApplication gray, Retries retries, Runnable onChange) {
        this.gray = gray;
        this.retries = retries;
        this.onChange = onChange;
        this.documents = new Part<>(
                InstanceLabels::applicationOf,
                name -> gray.followDocument(name, onChange),
                name -> gray.documents().forget(name, onChange));
        this.services = new Part<>(
                RegistryService::of,
                name -> gray.live().follow(name, onChange),
                name -> gray.live().forget(name, onChange));
        this.watched = new Part<>(
                InstanceLabels::applicationOf,
                name -> gray.watches().follow(name, onChange),
                name -> gray.watches().forget(name, onChange));
    }

    /** Documents, or services, by name. */
    private static final class Part<K> {

        private final Function<URL, K> name;
        private final Consumer<K> follow;
        private final Consumer<K> forget;
        private final Set<K> followed = new HashSet<>();
        private Set<K> wanted = Set.of();

        Part(Function<URL, K> name, Consumer<K> follow, Consumer<K> forget) {
            this.name = name;
            this.follow = follow;
            this.forget = forget;
        }

        <T> void want(List<Invoker<T>> instances) {
            wanted = instances.stream()
                    .map(invoker -> name.apply(invoker.getUrl()))
                    .collect(Collectors.toUnmodifiableSet());
        }

        boolean isComplete() {
            return followed.equals(wanted);
        }

        /** Follows what is wanted, as far as that works, and nothing else; hands on what does not. */
        boolean follow(Consumer<Throwable> failures) {
            boolean isMore = false;
            for (K added : wanted) {
                if (!followed.contains(added) && isFollowed(added, failures)) {
                    isMore |= followed.add(added);
                }
            }
            followed.removeIf(known -> {
                boolean isGone = !wanted.contains(known);
                if (isGone) {
                    forget.accept(known);
                }
                return isGone;
            });
            return isMore;
        }

        private boolean isFollowed(K added, Consumer<Throwable> failures) {
            try {
                follow.accept(added);
                return true;
            } catch (Throwable e) { // one that cannot be followed keeps no other from it
                failures.accept(e);
                return false;
            }
        }
    }

    /** Follows what instances are of; returns whether that is more than before. May wait for what is new to answer. */
    <T> boolean follow(List<Invoker<T>> instances) {
        synchronized (following) {
            documents.want(instances);
            services.want(instances);
            watched.want(instances);
            return follow();
        }
    }

    private boolean follow() {
        if (isEnded) {
            return false;
        }
        boolean isMoreDocuments = documents.follow(this::report);
        boolean isMoreServices = services.follow(this::report);
        boolean isMoreWatched = watched.follow(this::report);
        if (isEnded) {
            forgetAll(); // what was followed after the end looked
        } else if (documents.isComplete() && services.isComplete() && watched.isComplete()) {
            trouble.isOver();
        } else if (!isTriedAgain) {
            isTriedAgain = true;
            retries.later(this::tryAgain);
        }
        return isMoreDocuments || isMoreServices || isMoreWatched;
    }

    private void report(Throwable failure) {
        if (trouble.isNews(failure)) {
            gray.report("Documents or registries cannot be followed; tried again until they can.", failure);
        }
    }

    private void tryAgain() {
        boolean isMore;
        synchronized (following) {
            isTriedAgain = false;
            isMore = follow();
        }
        if (isMore) {
            onChange.run();
        }
    }

    /** Follows nothing any more. */
    void end() {
        isEnded = true;
        forgetAll();
    }

    private void forgetAll() {
        gray.documents().forget(onChange);
        gray.live().forget(onChange);
        gray.watches().forget(onChange);
    }
}
