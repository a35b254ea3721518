package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.edit.Edit;
import io.github.dubbogray.core.edit.ShareEdit;
import io.github.dubbogray.core.edit.SwitchEdit;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Inputs;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.grayctl.top.Figures;
import io.github.dubbogray.grayctl.top.FullScreen;
import io.github.dubbogray.grayctl.top.Prometheus;
import io.github.dubbogray.grayctl.top.Snapshot;
import io.github.dubbogray.grayctl.top.Watch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one application after the other on the whole screen, and changes their documents by keys. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description =
                "Shows on the whole screen how an application is, again and again: lanes with their instances and how"
                        + " calls go, who is behind, and what was changed. Keys change the share of a lane, switch the"
                        + " document off and on, and undo, each with the question that the command of that name asks.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Top extends Live {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration DRAW = Duration.ofMillis(250);

    /** As a process ends that SIGTERM ends: 128 and the number of the signal. */
    private static final int TERMINATED = 128 + 15;

    private static final String NO_PROMETHEUS = "say where they are: --prometheus URL";

    private final Function<Boolean, Optional<FullScreen>> screens;

    @Mixin
    private final ApplicationsOption applications = new ApplicationsOption();

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description = "A Prometheus that has the metrics of the consumers, for split, failures and latency, as"
                    + " http://prometheus:9090. Also GRAYCTL_PROMETHEUS.")
    private @Nullable String prometheus;

    /** Shows it on the terminal of this process. */
    public Top(Surroundings surroundings) {
        this(surroundings, FullScreen::ofSystem);
    }

    /**
     * Shows it elsewhere.
     *
     * @param screens gives a screen, with colours or without; empty if there is none
     */
    Top(Surroundings surroundings, Function<Boolean, Optional<FullScreen>> screens) {
        super(surroundings);
        this.screens = screens;
    }

    @Override
    public Integer call() {
        if (output().isJson() || !surroundings().isInteractive()) {
            throw noScreen();
        }
        Nacos nacos = server().connect();
        boolean isColoured =
                surroundings().environment().getOrDefault("NO_COLOR", "").isEmpty();
        try (FullScreen screen = screens.apply(isColoured).orElseThrow(Top::noScreen);
                Watch watch = new Watch(
                        nacos,
                        applications.named(server()),
                        figures(),
                        surroundings().clock(),
                        LOOK)) {
            return show(nacos, screen, watch);
        }
    }

    private static CommandFailure noScreen() {
        return new CommandFailure(
                ExitCode.USAGE, "top needs a terminal to draw on, and nothing redirected; 'grayctl status' needs none");
    }

    private Function<String, Figures> figures() {
        return server().given(prometheus, "prometheus")
                .<Function<String, Figures>>map(url -> new Prometheus(url)::of)
                .orElse(application -> new Figures.Missing(NO_PROMETHEUS));
    }

    private int show(Nacos nacos, FullScreen screen, Watch watch) {
        while (true) {
            screen.draw(watch.view(), surroundings().clock().instant());
            int key = screen.key(DRAW);
            switch (key) {
                case 'q', FullScreen.INTERRUPT, FullScreen.END -> {
                    return ExitCode.FINE;
                }
                case FullScreen.TERMINATED -> {
                    return TERMINATED;
                }
                case '\t' -> watch.next();
                case 'r', 'o', 'u' ->
                    watch.view().last().ifPresent(snapshot -> {
                        screen.aside(answers -> change(nacos, snapshot, (char) key, new Asking(answers)));
                        watch.lookSoon();
                    });
                default -> {
                    // No other key does anything.
                }
            }
        }
    }

    /** Whatever becomes of it is said, and stands there until somebody has read it. */
    private void change(Nacos nacos, Snapshot snapshot, char key, Asking asking) {
        try {
            switch (key) {
                case 'r' -> ramp(nacos, snapshot, asking);
                case 'o' ->
                    edit(
                            nacos,
                            snapshot,
                            snapshot.isEnabled() ? SwitchEdit.OFF : SwitchEdit.ON,
                            snapshot.isEnabled() ? "off" : "on",
                            asking);
                default -> publish(nacos, snapshot, Undo.made(nacos, snapshot.application(), 1), "undo 1", asking);
            }
        } catch (RuntimeException thrown) {
            CommandFailure failure = Failures.of(thrown).orElseThrow(() -> thrown);
            String.valueOf(failure.getMessage()).lines().forEach(output()::complain);
        }
        output().ask("Enter goes back. ");
        asking.line();
    }

    private void ramp(Nacos nacos, Snapshot snapshot, Asking asking) {
        String first = snapshot.lanes().stream()
                .skip(1) // stable
                .map(Snapshot.LaneRow::lane)
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FINDINGS, snapshot.application() + " has no gray lane: nothing is changed"));
        output().ask("Lane of " + snapshot.application() + " [" + first + "]: ");
        String named = asking.line();
        String lane = named.isEmpty() ? first : named;
        output().ask("Share of " + lane + ", as 20%: ");
        String share = asking.line();
        if (share.isEmpty()) {
            output().remark("nothing is changed");
        } else {
            edit(nacos, snapshot, new ShareEdit(lane, share, null), "ramp " + lane + " " + share, asking);
        }
    }

    private void edit(Nacos nacos, Snapshot snapshot, Edit edit, String action, Asking asking) {
        publish(nacos, snapshot, EditsDocument.made(nacos, snapshot.application(), edit), action, asking);
    }

    private void publish(Nacos nacos, Snapshot snapshot, ChangesDocument.Made made, String action, Asking asking) {
        Surroundings there = asking.in(surroundings());
        new Publishing(there, output(), server(), new ChangeOptions(there))
                .publish(nacos, snapshot.application(), made, null, action);
    }

    /** A person at the terminal. */
    private record Asking(InputStream answers) {

        /** Returns what is typed until Enter, without blanks around it. */
        private String line() {
            StringBuilder line = new StringBuilder();
            try {
                for (int next = answers.read(); next >= 0 && next != '\n' && next != '\r'; next = answers.read()) {
                    line.append(new String(new byte[] {(byte) next}, StandardCharsets.ISO_8859_1));
                }
            } catch (IOException e) {
                return "";
            }
            return line.toString().strip();
        }

        private Surroundings in(Surroundings outside) {
            return new Surroundings(
                    new Inputs(outside.inputs().directory(), answers),
                    outside.environment(),
                    outside.clock(),
                    outside.isInteractive(),
                    outside.columns());
        }
    }
}
