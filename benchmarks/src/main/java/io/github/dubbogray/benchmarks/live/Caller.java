package io.github.dubbogray.benchmarks.live;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A consumer in a process of its own that calls when it is told to: the command {@code <threads> <milliseconds>} is one round
 * of calls and answered with {@link Calls}, the command {@value #USAGE} with {@link Usage}. It names no class of the library.
 */
public final class Caller {

    static final String USAGE = "usage";

    private Caller() {}

    /** Calls until the other side hangs up. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Reference reference = new Reference(System.getProperty("live.registry"), Map.of());
                CallingThreads threads = new CallingThreads(reference::call)) {
            awaitFirstAnswer(reference);
            Commands.obey(() -> answers(threads));
        }
    }

    private static Commands.Answer answers(CallingThreads threads) {
        UsageMeter meter = new UsageMeter();
        return command -> command.equals(USAGE) ? meter.sinceLast() : round(command, threads);
    }

    private static void awaitFirstAnswer(Reference reference) throws InterruptedException {
        while (true) {
            try {
                reference.call();
                return;
            } catch (RuntimeException notYet) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    private static Calls round(String command, CallingThreads threads) {
        String[] words = command.split(" ", -1);
        try {
            return threads.call(Integer.parseInt(words[0]), Long.parseLong(words[1]));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call has failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a round was interrupted", e);
        }
    }
}
