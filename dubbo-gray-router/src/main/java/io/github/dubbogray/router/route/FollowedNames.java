package io.github.dubbogray.router.route;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.rpc.Invoker;

/**
 * What is followed by its name: documents, services or applications. So many of a reference and no more: whoever may register
 * invents names, and to follow one may take a question over the network, on the thread that Dubbo tells of instances. For one
 * thread at a time.
 */
final class FollowedNames<K> {

    /** How many are followed at most. */
    static final int MOST = 200;

    private final Function<URL, K> name;
    private final Consumer<K> follow;
    private final Consumer<K> forget;
    private final Set<K> followed = new HashSet<>();
    private Set<K> wanted = Set.of();
    private boolean isTooMany;

    /**
     * Follows nothing yet.
     *
     * @param name gives that of an instance
     */
    FollowedNames(Function<URL, K> name, Consumer<K> follow, Consumer<K> forget) {
        this.name = name;
        this.follow = follow;
        this.forget = forget;
    }

    /** Wants to follow what instances are of. Who is followed stays so while it is there: newcomers push out nobody. */
    <T> void want(List<Invoker<T>> instances) {
        Set<K> names = instances.stream()
                .map(invoker -> name.apply(invoker.getUrl()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        isTooMany = names.size() > MOST;
        wanted = Stream.concat(names.stream().filter(followed::contains), names.stream())
                .distinct()
                .limit(MOST)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether not all that were wanted last can be followed. */
    boolean isTooMany() {
        return isTooMany;
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
