package io.github.dubbogray.router.document;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.news.Trouble;
import io.github.dubbogray.core.text.FileName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/**
 * The last accepted text of one document on disk, for a start while the config centre is away (clause D3).
 *
 * <p>The first line is a YAML comment with the text's revision and checksum, the rest is the text. A file without that line
 * is all text: earlier versions wrote such ones, and a person may.
 */
final class LastGoodFile {

    /** What the name of a damaged file that was set aside ends in. */
    static final String DAMAGED = ".damaged";

    /** The longest text of a document, each of its characters as long as UTF-8 makes them, and the first line. */
    static final int LONGEST_BYTES = 3 * 1_048_576 + 256;

    private static final Logger LOG = LoggerFactory.getLogger(LastGoodFile.class);
    private static final String OURS = "# dubbo-gray last good document";
    private static final Pattern FIRST_LINE = Pattern.compile(OURS + ", revision [0-9a-f]+, sha256 ([0-9a-f]{64})");

    private final Path file;

    /** It is looked for again while nobody answers. */
    private final Trouble reading = new Trouble();

    /** A disk that is full or a folder that is read-only stays so over many documents. */
    private final Trouble writing = new Trouble();

    LastGoodFile(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Returns the text, if there is one that is as it was written. What is damaged is set aside. */
    synchronized Optional<String> read() {
        try {
            if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
                throw new IOException("it is no regular file"); // reading a pipe or a device may never end
            }
            Optional<String> text = textIn(bytes());
            reading.isOver();
            return text;
        } catch (NoSuchFileException e) {
            reading.isOver();
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            if (reading.isNews(e)) {
                LOG.error("Cannot read the last good document " + file + "; going on without it", e);
            }
            return Optional.empty();
        }
    }

    private byte[] bytes() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LONGEST_BYTES + 1);
        }
    }

    private Optional<String> textIn(byte[] bytes) throws IOException {
        if (bytes.length > LONGEST_BYTES) {
            return setAside("it is longer than any document");
        }
        String content;
        try {
            content = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return setAside("it is not UTF-8");
        }
        if (!content.startsWith(OURS)) {
            return isRemnant(content) ? setAside("it is blank, cut short or overwritten") : Optional.of(content);
        }
        int end = content.indexOf('\n');
        Matcher first = FIRST_LINE.matcher(end < 0 ? content : content.substring(0, end));
        String text = content.substring(end + 1);
        return first.matches() && first.group(1).equals(FileName.sha256(text))
                ? Optional.of(text)
                : setAside("its text is not the one of its checksum");
    }

    /** A text that never had our first line has neither of these. */
    private static boolean isRemnant(String content) {
        String first = content.lines().findFirst().orElse("");
        return content.isBlank()
                || content.indexOf('\0') >= 0
                || content.charAt(0) == '\uFEFF'
                || (!first.isEmpty() && OURS.startsWith(first))
                || first.contains(OURS.substring(OURS.indexOf("last")));
    }

    private Optional<String> setAside(String why) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + DAMAGED);
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        LOG.warn("The last good document " + file + " is damaged, " + why + "; it is set aside as " + aside);
        return Optional.empty();
    }

    /** Replaces the file as a whole: a reader sees the old text or the new one, after a power failure too. */
    synchronized void write(String text) {
        try {
            Files.createDirectories(file.getParent(), ownersOnly("rwx------"));
            Path fresh = Files.createTempFile(file.getParent(), "last-good", ".tmp", ownersOnly("rw-------"));
            try {
                writeThrough(fresh, firstLineOf(text) + text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            syncFolder();
            if (writing.isOver()) {
                LOG.info("The last good document is kept in " + file + " again");
            }
        } catch (IOException | RuntimeException e) {
            if (writing.isNews(e)) {
                LOG.warn(
                        "Cannot keep the last good document in " + file
                                + "; a start without the config centre will have none, or an older one",
                        e);
            }
        }
    }

    private static String firstLineOf(String text) {
        return OURS + ", revision " + DocumentReader.revisionOf(text) + ", sha256 " + FileName.sha256(text) + "\n";
    }

    private FileAttribute<?>[] ownersOnly(String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static void writeThrough(Path fresh, String content) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Makes the name last too, where the platform opens folders. */
    private void syncFolder() {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException notThere) {
            LOG.debug("Folders are not synced here: " + file.getParent());
        }
    }

    /** Keeps nothing any more: the document is gone, and does not come back with a power failure. */
    synchronized void delete() {
        try {
            if (Files.deleteIfExists(file)) {
                syncFolder();
            }
        } catch (IOException e) {
            LOG.error("Cannot delete the last good document " + file + " though the document is gone", e);
        }
    }
}
