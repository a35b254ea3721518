package io.github.dubbogray.router.connection;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether questions to a config centre were refused. Dubbo does not tell: where Nacos does not take the account, or not for this
 * document, Dubbo answers as if there were none. Nacos's clients have everything else pass {@link NacosAnswerFilter}: what a server
 * says, that there is no document, and, where no server answers, what they have kept or that they have kept nothing.
 */
public final class Answers {

    /** Of Nacos's clients in this process. */
    public static final Answers OF_NACOS = new Answers();

    /** Of clients that do not tell: no question counts as refused. */
    public static final Answers UNTOLD = new Answers();

    /** Whether something was heard since the question that this thread has asked. */
    private final ThreadLocal<Boolean> heard = ThreadLocal.withInitial(() -> false);

    /** The servers of each client that has the filter; one that a class loader keeps from it is no reason to doubt answers. */
    private final Set<Set<InetSocketAddress>> listening = ConcurrentHashMap.newKeySet();

    private Answers() {}

    /** A client of these servers passes on what it hears. */
    void listenTo(Collection<InetSocketAddress> servers) {
        listening.add(Set.copyOf(servers));
    }

    /** A question of this thread was not refused. */
    void hear() {
        heard.set(true);
    }

    /**
     * Asks a question on this thread.
     *
     * @param servers whom it goes to
     * @param question answers null for nothing, and where it was refused
     * @throws IllegalStateException if it was refused
     */
    public Optional<String> from(Collection<InetSocketAddress> servers, Supplier<@Nullable String> question) {
        heard.set(false);
        try {
            Optional<String> answer = Optional.ofNullable(question.get());
            if (answer.isEmpty() && !heard.get() && listening.contains(Set.copyOf(servers))) {
                throw new IllegalStateException(
                        "Nacos gave no answer: it does not take the account or its password, or the"
                                + " account may not read this; what it said stands in the lines before");
            }
            return answer;
        } finally {
            heard.remove();
        }
    }
}
