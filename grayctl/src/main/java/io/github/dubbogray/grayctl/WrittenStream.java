package io.github.dubbogray.grayctl;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an answer goes, with a memory: writers of Java pass over a full disk or a closed pipe in silence. For one thread. */
final class WrittenStream extends OutputStream {

    /** How a program ends whose reader has gone, as a shell says it: 128 and the number of SIGPIPE. */
    static final int READER_GONE = 141;

    private final OutputStream behind;
    private @Nullable IOException failure;

    WrittenStream(OutputStream behind) {
        this.behind = behind;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            behind.write(bytes, offset, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            behind.flush();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException e) {
        failure = failure == null ? e : failure;
        return e;
    }

    /** Returns what went wrong first; empty if all was written. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns whether nobody reads any more, which is no mistake of anybody. */
    static boolean isReaderGone(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
    }
}
