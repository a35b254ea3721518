package io.github.dubbogray.demo.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What ails this process for as long as the file is there that {@code demo.sick.while} names. The file says what: {@code busy},
 * {@code greedy} or {@code chatty}; else every second call fails.
 */
@Component
class Sickness {

    private static final Duration BUSY = Duration.ofMillis(50);
    private static final int GREED_BYTES = 180 << 20;
    private static final int CHAT_BYTES = 1 << 20;

    private final String file;
    private final AtomicLong calls = new AtomicLong();
    private byte[] held = new byte[0];

    Sickness(@Value("${demo.sick.while:}") String file) {
        this.file = file;
    }

    /** Is asked by each call, and throws if it is one of those that fail. */
    void befall() {
        String ailment = ailment();
        switch (ailment) {
            case "" -> hold(0);
            case "busy" -> compute();
            case "greedy" -> hold(GREED_BYTES);
            case "chatty" -> write();
            default -> {
                if (calls.getAndIncrement() % 2 == 0) {
                    throw new IllegalStateException("sick");
                }
            }
        }
    }

    private String ailment() {
        if (file.isEmpty()) {
            return "";
        }
        try {
            String word = Files.readString(Path.of(file)).strip();
            return word.isEmpty() ? "failing" : word;
        } catch (NoSuchFileException well) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read demo.sick.while=" + file, e);
        }
    }

    private static void compute() {
        long end = System.nanoTime() + BUSY.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private synchronized void hold(int bytes) {
        if (held.length != bytes) {
            held = new byte[bytes];
        }
    }

    private static void write() {
        try {
            Path scratch = Files.createTempFile("demo-chatty-", ".tmp");
            try {
                Files.write(scratch, new byte[CHAT_BYTES]);
            } finally {
                Files.delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write", e);
        }
    }
}
