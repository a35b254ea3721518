package io.github.dubbogray.grayctl.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A terminal that is drawn on; driven by tmux in TopIT")
class FullScreenTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final View NOTHING = new View.Nothing("asking");

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final PipedOutputStream keys = new PipedOutputStream();
    private Terminal terminal;
    private Attributes before;
    private FullScreen screen;

    @BeforeEach
    void open() throws IOException {
        terminal = TerminalBuilder.builder()
                .streams(new PipedInputStream(keys), sent)
                .system(false)
                .type("xterm")
                .encoding(StandardCharsets.UTF_8)
                .size(Size.of(40, 5))
                .build();
        before = terminal.getAttributes();
        screen = new FullScreen(terminal, false);
    }

    @AfterEach
    void close() {
        screen.close();
    }

    private String takeSent() {
        terminal.flush();
        String text = sent.toString(StandardCharsets.UTF_8);
        sent.reset();
        return text;
    }

    private static boolean isCooked(Terminal terminal) {
        return terminal.getAttributes().getLocalFlag(Attributes.LocalFlag.ICANON);
    }

    @Test
    void drawing_sendsLinesOnceUnlessTheyChange() {
        takeSent();
        screen.draw(NOTHING, Instant.EPOCH);
        assertThat(takeSent()).contains("\u001b[H", " grayctl top", "asking\u001b[K");

        screen.draw(NOTHING, Instant.EPOCH);
        assertThat(takeSent()).isEmpty();

        screen.draw(new View.Nothing("other"), Instant.EPOCH);
        assertThat(takeSent()).contains("other").doesNotContain("\u001b[2J");
    }

    @Test
    void anotherSize_isDrawnAnew() {
        screen.draw(NOTHING, Instant.EPOCH);
        takeSent();
        terminal.setSize(Size.of(20, 3));
        screen.draw(NOTHING, Instant.EPOCH);

        assertThat(takeSent()).startsWith("\u001b[2J\u001b[H").contains(" q quit             \u001b[K");
    }

    @Test
    void keys_areReadOneByOne_andNoneAfterAWhile() throws IOException {
        keys.write("ru".getBytes(StandardCharsets.UTF_8));
        keys.flush();

        assertThat(screen.key(PATIENCE)).isEqualTo('r');
        assertThat(screen.key(PATIENCE)).isEqualTo('u');
        assertThat(screen.key(Duration.ofMillis(10))).isEqualTo(FullScreen.NONE);
    }

    @Test
    void interrupt_isAKey() {
        terminal.raise(Terminal.Signal.INT);

        assertThat(screen.key(PATIENCE)).isEqualTo(FullScreen.INTERRUPT);
    }

    @Test
    void sigterm_isAKey() throws Exception {
        String self = String.valueOf(ProcessHandle.current().pid());
        assertThat(new ProcessBuilder("kill", "-TERM", self).start().waitFor()).isZero();

        await().atMost(PATIENCE).until(() -> screen.key(Duration.ofMillis(10)) == FullScreen.TERMINATED);
    }

    @Test
    @DisplayName("beside the screen the terminal is as it was, and is taken again afterwards, also after a failure")
    void aside_givesTheTerminalBack() {
        takeSent();
        AtomicReference<String> seen = new AtomicReference<>("");
        assertThat(isCooked(terminal)).isFalse();
        try {
            screen.aside(answers -> {
                seen.set(takeSent());
                assertThat(isCooked(terminal)).isTrue();
                throw new IllegalStateException("of a bug");
            });
        } catch (IllegalStateException bug) {
            assertThat(bug).hasMessage("of a bug");
        }

        assertThat(seen.get()).isEqualTo("\u001b[?25h\u001b[?1049l");
        assertThat(takeSent()).startsWith("\u001b[?1049h\u001b[?25l");
        assertThat(isCooked(terminal)).isFalse();
    }

    @Test
    void closed_itIsAsItWas() {
        takeSent();
        screen.close();

        assertThat(sent.toString(StandardCharsets.UTF_8)).startsWith("\u001b[?25h\u001b[?1049l");
        assertThat(before.getLocalFlag(Attributes.LocalFlag.ICANON)).isTrue();
    }
}
