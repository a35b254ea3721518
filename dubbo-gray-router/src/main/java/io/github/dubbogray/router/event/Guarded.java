package io.github.dubbogray.router.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs what must not hurt the thread that it runs on, Dubbo's, a registry client's or a timer's: nothing passes, no error
 * and no checked exception that nobody declared. An interrupt is not lost.
 */
public final class Guarded {

    private Guarded() {}

    /**
     * Runs a task.
     *
     * @param failed is told what the task threw; should it throw in turn, as where there is no memory to log with, that is
     *     the end of it
     */
    public static void run(Runnable task, Consumer<Throwable> failed) {
        try {
            task.run();
        } catch (Throwable thrown) {
            keepInterrupt(thrown);
            try {
                failed.accept(thrown);
            } catch (Throwable unsaid) {
                keepInterrupt(unsaid);
            }
        }
    }

    /**
     * Runs every task, whatever becomes of those before it; throws the first failure at last, which brings the others along.
     *
     * @throws IllegalStateException in place of a failure that is neither an error nor a runtime exception
     */
    public static void runAll(Collection<Runnable> tasks) {
        List<Throwable> failures = new ArrayList<>();
        tasks.forEach(task -> run(task, failures::add));
        if (failures.isEmpty()) {
            return;
        }
        Throwable first = failures.get(0);
        failures.stream().skip(1).filter(other -> !other.equals(first)).forEach(first::addSuppressed);
        if (first instanceof Error error) {
            throw error;
        }
        throw first instanceof RuntimeException told ? told : new IllegalStateException(first);
    }

    /** Leaves the thread interrupted if it was an interrupt that was caught. */
    public static void keepInterrupt(Throwable caught) {
        if (caught instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }
}
