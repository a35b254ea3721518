package io.github.dubbogray.it.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Counts how often a virtual thread of this process kept its carrier while it waited (pinning), and where. */
public final class Pinning implements AutoCloseable {

    private static final String EVENT = "jdk.VirtualThreadPinned";
    private static final List<String> OURS =
            List.of("io.github.dubbogray.core.", "io.github.dubbogray.router.", "io.github.dubbogray.filter.");

    /** Since when it counts; replaced with each look. */
    private Recording recording = begin();

    private Pinning() {}

    /** Begins to count. */
    public static Pinning watch() {
        return new Pinning();
    }

    /** Returns the stacks since the last look, a line each, on which code of this library stood. */
    public synchronized List<String> ofOurs() {
        try {
            Path file = Files.createTempFile("pinning-", ".jfr");
            try (Recording done = recording) {
                recording = begin();
                done.dump(file);
                return RecordingFile.readAllEvents(file).stream()
                        .filter(event -> event.getEventType().getName().equals(EVENT))
                        .map(Pinning::stackOf)
                        .filter(stack -> OURS.stream().anyMatch(stack::contains))
                        .toList();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what was recorded", e);
        }
    }

    @Override
    public synchronized void close() {
        recording.close();
    }

    private static Recording begin() {
        Recording recording = new Recording();
        recording.enable(EVENT).withoutThreshold().withStackTrace();
        recording.start();
        return recording;
    }

    private static String stackOf(RecordedEvent event) {
        return event.getStackTrace() == null
                ? ""
                : event.getStackTrace().getFrames().stream()
                        .map(Pinning::describe)
                        .reduce((a, b) -> a + " < " + b)
                        .orElse("");
    }

    private static String describe(RecordedFrame frame) {
        return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
    }
}
