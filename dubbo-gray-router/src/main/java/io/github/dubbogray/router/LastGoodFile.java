package io.github.dubbogray.router;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;

/** The last accepted text of one document on disk, for a start while the config centre is away (clause D3). */
record LastGoodFile(Path file) {

    private static final Logger LOG = LoggerFactory.getLogger(LastGoodFile.class);

    Optional<String> read() {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.error("Cannot read the last good document " + file + "; going on without it", e);
            return Optional.empty();
        }
    }

    /** Replaces the file as a whole: a reader sees the old text or the new one. */
    void write(String text) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh =
                    Files.createTempFile(file.getParent(), file.getFileName().toString(), ".tmp");
            try {
                Files.writeString(fresh, text);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "Cannot keep the last good document in " + file
                            + "; a start without the config centre will have none",
                    e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.error("Cannot delete the last good document " + file + " though the document is gone", e);
        }
    }
}
