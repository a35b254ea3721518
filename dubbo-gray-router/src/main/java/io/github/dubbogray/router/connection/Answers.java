package io.github.dubbogray.router.connection;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether questions to a config centre were answered. Dubbo does not tell: where Nacos's client fails, as for an account that
 * the server does not take, it answers as if there were no document. {@link NacosAnswerFilter} hears every answer of Nacos's
 * clients, and no failure.
 */
public final class Answers {

    /** Of Nacos's clients. Until one of them has the filter, every question counts as answered. */
    public static final Answers OF_NACOS = new Answers();

    /** Of clients that do not tell: every question counts as answered. */
    public static final Answers UNTOLD = new Answers();

    /** Whether an answer was heard since the question that this thread has asked. */
    private final ThreadLocal<Boolean> heard = ThreadLocal.withInitial(() -> false);

    private volatile boolean isListening;

    private Answers() {}

    /** A client passes its answers on from now on. */
    void listen() {
        isListening = true;
    }

    /** A question of this thread was answered. */
    void hear() {
        heard.set(true);
    }

    /**
     * Asks a question on this thread.
     *
     * @param question answers null for nothing, and where it failed
     * @throws IllegalStateException if it failed
     */
    public Optional<String> to(Supplier<@Nullable String> question) {
        heard.set(false);
        try {
            Optional<String> answer = Optional.ofNullable(question.get());
            if (answer.isEmpty() && isListening && !heard.get()) {
                throw new IllegalStateException("Nacos's client got no answer and has logged why;"
                        + " an account or password that Nacos does not take, for one");
            }
            return answer;
        } finally {
            heard.remove();
        }
    }
}
