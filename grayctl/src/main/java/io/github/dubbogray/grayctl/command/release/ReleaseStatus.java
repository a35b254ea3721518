package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.ReleaseFile;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.Pause;
import io.github.dubbogray.grayctl.release.Phase;
import io.github.dubbogray.grayctl.release.Progress;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says where a release is. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Says where a release is: steps, evidence towards a breach and towards a proof, remaining time. Ends"
                        + " with 1 if it waits for somebody or has done harm.",
        footer = {"", ExitCode.LIVE_HELP})
public final class ReleaseStatus extends OfRelease {

    private static final long PAUSE_MILLIS = 1_000;
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    @Option(names = "--watch", description = "Say it again each second until the release is over.")
    private boolean isWatched;

    /** Asks and answers in these surroundings. */
    public ReleaseStatus(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Place place = connect();
        ReleaseFile file = place.file();
        ReleasePlan plan = place.plan();
        Progress progress = new Progress(file, plan, surroundings().clock().millis());
        say(progress);
        while (isWatched && !file.release().state().isFinal()) {
            Pause.millis(PAUSE_MILLIS, ExitCode.FINDINGS, "interrupted");
            file = place.file();
            progress = new Progress(file, place.plan(), surroundings().clock().millis());
            say(progress);
        }
        return switch (Phase.of(file.release().state())) {
            case "pending", "running", "promoted" -> ExitCode.FINE;
            default -> ExitCode.FINDINGS;
        };
    }

    private void say(Progress progress) {
        if (output().isJson()) {
            output().json(progress.toJson());
            return;
        }
        List<String> lines = progress.toLines();
        if (isWatched && surroundings().isInteractive()) {
            output().text(HOME_AND_CLEAR);
        }
        lines.forEach(output()::line);
    }
}
