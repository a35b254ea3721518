package io.github.dubbogray.feature.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file, read again when its time, size or identity is another: a file replaced by renaming, as editors and mounted
 * configurations do, is noticed too. One that is missing or cannot be read is away, for somebody may be replacing it.
 */
public final class FileTexts implements TextSource {

    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** Longer than any document: what is read of a longer file is refused as too long. */
    private static final int LONGEST_BYTES = 4 << 20;

    private final Path file;
    private @Nullable Stamp last;
    private @Nullable Consumer<Heard> told;

    /** What tells one content of a file from another without reading it. */
    private record Stamp(
            FileTime modified, long size, @Nullable Object identity) {

        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }

    /** Follows a file. */
    public FileTexts(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public String describe() {
        return "the file " + file;
    }

    @Override
    public synchronized void begin(Consumer<Heard> told) {
        this.told = told;
        recheck();
    }

    @Override
    public synchronized void recheck() {
        Consumer<Heard> listener = told;
        if (listener != null) {
            look().ifPresent(listener);
        }
    }

    private Optional<Heard> look() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                throw new IOException("it is no regular file"); // reading a pipe or a device may never end
            }
            Stamp now = Stamp.of(attributes);
            if (now.equals(last)) {
                return Optional.empty();
            }
            String text = read();
            last = now;
            return Optional.of(new Heard.Text(text));
        } catch (IOException | RuntimeException e) {
            last = null;
            return Optional.of(new Heard.Away(
                    e instanceof NoSuchFileException ? "there is no file " + file : "cannot read " + file + ": " + e));
        }
    }

    private String read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST_BYTES), StandardCharsets.UTF_8);
        }
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public synchronized void close() {
        told = null;
    }
}
