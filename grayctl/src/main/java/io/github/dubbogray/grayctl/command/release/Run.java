package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.ReleaseFile;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Pause;
import io.github.dubbogray.grayctl.release.Phase;
import io.github.dubbogray.release.Look;
import io.github.dubbogray.release.ReleaseController;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the release of an application. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Runs the release of an application in the foreground, to its end. Several may run: one leads, and"
                        + " another goes on if that one falls silent. Ends with 0 if the lane was promoted, 1 if it was"
                        + " not.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Run extends OfRelease {

    private static final long PAUSE_MILLIS = 1_000;

    @Option(
            names = "--wait",
            description = "Where there is no release, or it is over, wait for the next one instead of ending.")
    private boolean isWaiting;

    @Mixin
    private final WebhookOption webhook = new WebhookOption();

    private String said = "";

    /** What the release has told last. */
    private String told = "";

    /** Asks and answers in these surroundings. */
    public Run(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Place place = connect();
        ReleaseController controller = new ReleaseController(
                place.store(),
                ManagementFactory.getRuntimeMXBean().getName() + "/" + Long.toHexString(System.nanoTime()),
                surroundings().clock(),
                webhook.beside(this, place, (level, text) -> {
                    say(level.name().toLowerCase(Locale.ROOT), text);
                    told = text;
                }));
        while (true) {
            Look look = look(controller);
            if (!told.endsWith(": " + look.reason())) { // which has said where it is, too
                say("", line(look));
            }
            if (!isWaiting && look instanceof Look.Over over) {
                return over.file().release().state().id().equals("promoted") ? ExitCode.FINE : ExitCode.FINDINGS;
            }
            if (!isWaiting && look instanceof Look.Nothing nothing) {
                throw new CommandFailure(ExitCode.FINDINGS, nothing.reason());
            }
            Pause.millis(PAUSE_MILLIS, ExitCode.FINDINGS, "interrupted; another controller may go on");
        }
    }

    private static Look look(ReleaseController controller) {
        try {
            return controller.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FINDINGS, "interrupted; another controller may go on");
        }
    }

    private static String line(Look look) {
        if (look instanceof Look.Leading leading) {
            return where(leading.file()) + ": " + leading.reason();
        }
        return look instanceof Look.Following following
                ? where(following.file()) + ": " + following.reason()
                : look.reason();
    }

    private static String where(ReleaseFile file) {
        return file.release().id() + " " + Phase.of(file.release().state())
                + (file.release().state().step() == 0
                        ? ""
                        : " step " + file.release().state().step());
    }

    /** Says what differs from the last line but for its numbers: a wait is one line. */
    private void say(String level, String text) {
        String kind = level + text.replaceAll("[0-9]+", "#");
        if (kind.equals(said)) {
            return;
        }
        said = kind;
        String time = surroundings().clock().instant().toString();
        if (output().isJson()) {
            output().json(new JsonObject().put("time", time).put("level", level).put("text", text));
        } else {
            output().line(time + " " + (level.isEmpty() ? "" : level.toUpperCase(Locale.ROOT) + " ") + text);
        }
    }
}
