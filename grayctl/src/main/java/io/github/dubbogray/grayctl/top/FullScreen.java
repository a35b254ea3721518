package io.github.dubbogray.grayctl.top;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingInputStream;
import org.jline.utils.Signals;

/**
 * A terminal that is drawn on as a whole, and given back as it was: when closed, and when the process is ended while it is
 * open. For one thread.
 */
public final class FullScreen implements AutoCloseable {

    /** The key Ctrl-C, where the terminal hands it on. */
    public static final int INTERRUPT = 3;

    /** The process is asked to end, by SIGTERM: no key, but read as one. */
    public static final int TERMINATED = -15;

    /** No key was pressed. */
    public static final int NONE = NonBlockingInputStream.READ_EXPIRED;

    /** There are no more keys. */
    public static final int END = NonBlockingInputStream.EOF;

    private static final String BEGIN = "\u001b[?1049h\u001b[?25l\u001b[2J";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String TERM = "TERM";
    private static final String HOME = "\u001b[H";
    private static final String CLEAR = "\u001b[2J";
    private static final String TO_END_OF_LINE = "\u001b[K";

    private final Terminal terminal;
    private final Attributes before;
    private final boolean isColoured;
    private final Thread atExit = new Thread(this::giveBack);
    private List<Line> drawn = List.of();
    private int width;
    private int height;

    /** Set by the terminal's signal, and never reset. */
    private volatile boolean isInterrupted;

    /** Set by the process's signal, and never reset. */
    private volatile boolean isTerminated;

    /** Whether the screen is ours now; read by the process's last thread. */
    private volatile boolean isOurs;

    /**
     * Takes a terminal.
     *
     * @param isColoured whether it may be drawn on with colours
     */
    FullScreen(Terminal terminal, boolean isColoured) {
        this.terminal = terminal;
        this.isColoured = isColoured;
        this.before = terminal.getAttributes();
        Runtime.getRuntime().addShutdownHook(atExit);
        take();
    }

    /** Returns the terminal that this process was started on; empty if there is none that can be drawn on. */
    public static Optional<FullScreen> ofSystem(boolean isColoured) {
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .provider("exec")
                    .dumb(false)
                    .build();
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close();
                return Optional.empty();
            }
            return Optional.of(new FullScreen(terminal, isColoured));
        } catch (IllegalStateException | IOException none) { // as where an output goes elsewhere
            return Optional.empty();
        }
    }

    private void take() {
        terminal.enterRawMode();
        terminal.handle(Terminal.Signal.INT, signal -> isInterrupted = true);
        Signals.register(TERM, () -> isTerminated = true); // the terminal would be closed under who draws
        send(BEGIN);
        isOurs = true;
        drawn = List.of();
    }

    private void giveBack() {
        if (isOurs) {
            isOurs = false;
            Signals.registerDefault(TERM);
            send(LEAVE);
            terminal.setAttributes(before);
        }
    }

    /** Draws what is known, if it looks otherwise than before. */
    public void draw(View view, Instant now) {
        Size size = terminal.getSize();
        List<Line> lines = Screen.lines(view, size.getColumns(), size.getRows(), now);
        boolean isAsBefore = size.getColumns() == width && size.getRows() == height;
        if (lines.equals(drawn) && isAsBefore) {
            return;
        }
        StringBuilder text = new StringBuilder(isAsBefore ? HOME : CLEAR + HOME);
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i).toTerminal(isColoured)).append(TO_END_OF_LINE);
            text.append(i < lines.size() - 1 ? "\r\n" : "");
        }
        send(text.toString());
        drawn = lines;
        width = size.getColumns();
        height = size.getRows();
    }

    private void send(String text) {
        terminal.writer().print(text);
        terminal.writer().flush();
    }

    /** Returns the next key; {@link #NONE} if there was none for a while, {@link #INTERRUPT} and {@link #TERMINATED} for signals. */
    public int key(Duration patience) {
        if (isTerminated) {
            return TERMINATED;
        }
        if (isInterrupted) {
            return INTERRUPT;
        }
        try {
            return ((NonBlockingInputStream) terminal.input()).read(patience.toMillis());
        } catch (IOException gone) {
            return END;
        }
    }

    /** What is done beside the screen. */
    public interface Aside {

        /**
         * Does it.
         *
         * @param answers what a person types, line by line
         */
        void with(InputStream answers);
    }

    /** Gives the terminal back for something, and takes it again. Signals end the process meanwhile, as they do in other commands. */
    public void aside(Aside something) {
        giveBack();
        terminal.handle(Terminal.Signal.INT, Terminal.SignalHandler.SIG_DFL);
        try {
            something.with(terminal.input());
        } finally {
            take();
        }
    }

    @Override
    public void close() {
        giveBack();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
            terminal.close();
        } catch (IllegalStateException ending) {
            // The process ends, and the terminal is given back.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
