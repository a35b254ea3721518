package io.github.dubbogray.benchmarks.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A consumer in a process of its own that calls when it is told to. Each line of its control connection, {@code <threads>
 * <milliseconds>}, is one round of calls, one after the other in each thread; the answer is a line {@code <calls per second>
 * <p50> <p90> <p99>} in microseconds. It names no class of the library.
 */
public final class Caller {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int DIGITS = 3;

    private Caller() {}

    /** Calls until the process is stopped. */
    public static void main(String[] arguments) throws Exception {
        try (ServerSocket control =
                        new ServerSocket(Integer.getInteger("live.control"), 1, InetAddress.getLoopbackAddress());
                Reference reference = new Reference(System.getProperty("live.registry"), Map.of())) {
            firstAnswer(reference);
            try (Socket commander = control.accept()) {
                obey(commander, reference);
            }
        }
    }

    private static void firstAnswer(Reference reference) throws InterruptedException {
        while (true) {
            try {
                reference.call();
                System.out.println("live: first answer");
                return;
            } catch (RuntimeException notYet) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
        }
    }

    private static void obey(Socket commander, Reference reference) throws IOException, InterruptedException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(commander.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter answers = new PrintWriter(commander.getOutputStream(), true, StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", -1);
            answers.println(round(reference, Integer.parseInt(words[0]), Long.parseLong(words[1])));
        }
    }

    private static Round round(Reference reference, int threads, long millis) throws InterruptedException {
        List<Histogram> histograms = new ArrayList<>();
        List<Thread> callers = new ArrayList<>();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.MILLISECONDS.toNanos(millis);
        for (int i = 0; i < threads; i++) {
            Histogram histogram = new Histogram(LONGEST_NANOS, DIGITS);
            histograms.add(histogram);
            Thread caller = new Thread(() -> call(reference, histogram, end));
            caller.start();
            callers.add(caller);
        }
        Histogram all = new Histogram(LONGEST_NANOS, DIGITS);
        for (int i = 0; i < threads; i++) {
            callers.get(i).join();
            all.add(histograms.get(i));
        }
        return Round.of(all, System.nanoTime() - begin);
    }

    private static void call(Reference reference, Histogram histogram, long end) {
        for (long before = System.nanoTime(); before < end; ) {
            reference.call();
            long after = System.nanoTime();
            histogram.recordValue(Math.min(after - before, LONGEST_NANOS));
            before = after;
        }
    }
}
