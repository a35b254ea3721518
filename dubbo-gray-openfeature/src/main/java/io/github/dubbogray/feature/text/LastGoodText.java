package io.github.dubbogray.feature.text;

import io.github.dubbogray.core.news.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last accepted text of switches on disk, for a start while nobody else has it (clause D3); its owner's only. What is
 * damaged is refused by whoever reads it as a document.
 */
public final class LastGoodText {

    private static final Logger LOG = LoggerFactory.getLogger(LastGoodText.class);

    /** The longest text of a document, each of its characters as long as UTF-8 makes them. */
    private static final int LONGEST_BYTES = 3 * 1_048_576;

    private final Path file;

    /** It is looked for again and again while nobody answers. */
    private final Trouble reading = new Trouble();

    /** A disk that is full or a folder that is read-only stays so over many documents. */
    private final Trouble writing = new Trouble();

    /** Keeps a text in a file, whose folders are made when needed. */
    public LastGoodText(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Returns the text, if there is one that can be read. */
    public Optional<String> read() {
        try {
            if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                throw new IOException("it is no regular file"); // reading a pipe or a device may never end
            }
            String text = text();
            reading.isOver();
            return Optional.of(text);
        } catch (NoSuchFileException e) {
            reading.isOver();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            if (reading.isNews(e)) {
                LOG.error("Cannot read the last good switches {}; going on without them", file, e);
            }
            return Optional.empty();
        }
    }

    private String text() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_BYTES + 1);
            if (bytes.length > LONGEST_BYTES) {
                throw new IOException("it is longer than any document");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    /** Replaces the file as a whole: a reader sees the old text or the new one, after a power failure too. */
    public void write(String text) {
        try {
            Path folder = file.resolveSibling(".");
            Files.createDirectories(folder.normalize(), ownersOnly("rwx------"));
            Path fresh = Files.createTempFile(folder, "last-good", ".tmp", ownersOnly("rw-------"));
            try {
                writeThrough(fresh, text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            syncFolder(folder);
            if (writing.isOver()) {
                LOG.info("The last good switches are kept in {} again", file);
            }
        } catch (IOException | RuntimeException e) {
            if (writing.isNews(e)) {
                LOG.warn(
                        "Cannot keep the last good switches in {}; a start alone will have none, or older ones",
                        file,
                        e);
            }
        }
    }

    private static void writeThrough(Path fresh, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Makes the name last too, where the platform opens folders. */
    private static void syncFolder(Path folder) {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        } catch (IOException notThere) {
            LOG.debug("Folders are not synced here: {}", folder);
        }
    }

    private FileAttribute<?>[] ownersOnly(String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Keeps nothing any more: the document is gone, and does not come back with a power failure. */
    public void delete() {
        try {
            if (Files.deleteIfExists(file)) {
                syncFolder(file.resolveSibling("."));
            }
        } catch (IOException e) {
            LOG.error("Cannot delete the last good switches {} though the document is gone", file, e);
        }
    }
}
