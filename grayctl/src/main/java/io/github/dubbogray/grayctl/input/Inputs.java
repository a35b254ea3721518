package io.github.dubbogray.grayctl.input;

import io.github.dubbogray.core.document.yaml.YamlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where names on the command line are looked up.
 *
 * @param directory what relative names are relative to
 * @param standardInput what {@code -} means; read once
 */
public record Inputs(Path directory, InputStream standardInput) {

    /** No text that a document may have takes more bytes. */
    static final int MAX_BYTES = 4 * YamlText.MAX_LENGTH;

    /** So many bytes of recorded traffic are read at most. */
    static final int MAX_RECORDING_BYTES = 256 << 20;

    private static final String STANDARD_INPUT = "-";

    /** Reads a file, or standard input for {@code -}. Never throws. */
    public Input read(String name) {
        return read(name, MAX_BYTES);
    }

    /** Reads a file of recorded traffic, or standard input for {@code -}; it may be longer than a document. Never throws. */
    public Input readRecording(String name) {
        return read(name, MAX_RECORDING_BYTES);
    }

    private Input read(String name, int most) {
        if (name.equals(STANDARD_INPUT)) {
            return read("standard input", () -> standardInput, most);
        }
        try {
            return read(name, directory.resolve(name), most);
        } catch (InvalidPathException e) {
            return new Input.Unreadable(name, "is no name of a file");
        }
    }

    /** Reads a file that another one names, relative to that. Never throws. */
    public Input readBeside(String file, String name) {
        try {
            Path folder = file.equals(STANDARD_INPUT)
                    ? directory
                    : directory.resolve(file).resolveSibling("");
            return read(name, folder.resolve(name), MAX_BYTES);
        } catch (InvalidPathException e) {
            return new Input.Unreadable(name, "is no name of a file");
        }
    }

    private static Input read(String name, Path file, int most) {
        return Files.isDirectory(file)
                ? new Input.Unreadable(name, "is a directory")
                : read(name, () -> Files.newInputStream(file), most);
    }

    private interface Opening {
        InputStream open() throws IOException;
    }

    private static Input read(String name, Opening opening, int most) {
        try (InputStream opened = opening.open()) {
            return decoded(name, opened.readNBytes(most + 1), most);
        } catch (NoSuchFileException e) {
            return new Input.Unreadable(name, "does not exist");
        } catch (AccessDeniedException e) {
            return new Input.Unreadable(name, "may not be read");
        } catch (IOException e) {
            return new Input.Unreadable(name, "cannot be read: " + e.getMessage());
        }
    }

    private static Input decoded(String name, byte[] bytes, int most) {
        if (bytes.length > most) {
            return new Input.Unreadable(
                    name,
                    "has more than " + most + " bytes, which no " + (most == MAX_BYTES ? "document" : "recording")
                            + " has");
        }
        int good = Utf8.lengthOfGood(bytes);
        if (good == bytes.length) {
            return new Input.Text(name, new String(bytes, StandardCharsets.UTF_8));
        }
        String before = new String(bytes, 0, good, StandardCharsets.UTF_8);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = 1 + before.codePointCount(before.lastIndexOf('\n') + 1, before.length());
        return new Input.Unreadable(
                name,
                String.format(
                        "is not UTF-8: line %d, column %d has the byte 0x%02X; save it as UTF-8",
                        line, column, bytes[good] & 0xFF));
    }
}
