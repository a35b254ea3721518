package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.DurationText;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.grayctl.live.Pause;
import io.github.dubbogray.grayctl.live.Waiting;
import io.github.dubbogray.nacos.NacosRequestException;
import io.github.dubbogray.nacos.gray.GrayConsumers;
import io.github.dubbogray.nacos.gray.GrayDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Waits until all consumers run a revision. */
@Command(
        name = "wait",
        mixinStandardHelpOptions = true,
        description =
                "Waits until every consumer has announced that it runs a revision, or names those that have not and"
                        + " ends with 1. Who was there and is gone without having run it counts as one that has not.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Wait extends Live {

    private static final long PAUSE_MILLIS = 300;
    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{12}|" + Table.NO_REVISION);

    @Mixin
    private final ApplicationOption application = new ApplicationOption();

    @Option(
            names = "--revision",
            paramLabel = "REVISION",
            description = "Which; that of the document in Nacos unless given, the newest one if it changes meanwhile.")
    private @Nullable String revision;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "How long, as 500ms, 10s, 5m or 1h; ${DEFAULT-VALUE} unless given.")
    private String timeout = "60s";

    /** Asks and answers in these surroundings. */
    public Wait(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Duration longest = DurationText.read(timeout)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "--timeout is '" + timeout + "', must be like 500ms, 10s, 5m or 1h"));
        if (revision != null && !REVISION.matcher(revision).matches()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "--revision is " + Quoted.of(revision) + ", must be like 8549a0908573, or " + Table.NO_REVISION);
        }
        Nacos nacos = server().connect();
        String name = application.name(server());
        Waiting waiting = new Waiting(revision != null ? revision : revisionOf(nacos, name));
        Instant end = surroundings().clock().instant().plus(longest);
        GrayConsumers consumers = nacos.consumers();
        look(nacos, waiting, consumers, name, end);
        while (!waiting.isOver() && surroundings().clock().instant().isBefore(end)) {
            Pause.millis(PAUSE_MILLIS, ExitCode.FINDINGS, "interrupted");
            look(nacos, waiting, consumers, name, end);
        }
        return answer(nacos, name, waiting);
    }

    /** One question that is not answered is no reason to forget who was seen. */
    private void look(Nacos nacos, Waiting waiting, GrayConsumers consumers, String application, Instant end) {
        try {
            follow(nacos, waiting, application);
            waiting.look(consumers.of(application));
        } catch (NacosRequestException failure) {
            if (failure.kind() != NacosRequestException.Kind.UNREACHABLE
                    || !surroundings().clock().instant().isBefore(end)) {
                throw failure;
            }
        }
    }

    /** Nobody comes to run a revision that somebody has replaced meanwhile: unless one is named, the newest is meant. */
    private void follow(Nacos nacos, Waiting waiting, String application) {
        String now = revision != null ? revision : revisionOf(nacos, application);
        if (!now.equals(waiting.revision())) {
            output().remark("the document of " + application + " has changed meanwhile: waiting for revision " + now
                    + " in place of " + waiting.revision());
            waiting.turnTo(now);
        }
    }

    private static String revisionOf(Nacos nacos, String application) {
        return nacos.documents()
                .read(application)
                .map(GrayDocument::revision)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.FINDINGS,
                        "there is no document of " + application + " in " + nacos.place() + " to wait for"));
    }

    private int answer(Nacos nacos, String application, Waiting waiting) {
        String wanted = waiting.revision();
        if (output().isJson()) {
            output().json(new JsonObject()
                    .put("application", application)
                    .put("revision", wanted)
                    .put("all", waiting.isOver())
                    .put("arrived", waiting.arrived())
                    .put(
                            "late",
                            waiting.late().stream()
                                    .map(consumer -> new JsonObject()
                                            .put("application", consumer.application())
                                            .put("process", consumer.process())
                                            .put("revision", consumer.revision())
                                            .put("state", consumer.state()))
                                    .toList()));
        } else if (waiting.isOver()) {
            output().line(waiting.arrived()
                    + (waiting.arrived() == 1 ? " consumer runs " : " consumers run ")
                    + wanted);
        } else if (waiting.late().isEmpty()) {
            output().line("no consumer of " + application + " has announced itself in " + nacos.place());
        } else {
            waiting.toLines().forEach(output()::line);
            output().line(waiting.late().size() + " of " + (waiting.late().size() + waiting.arrived()) + " do not run "
                    + wanted);
        }
        return waiting.isOver() ? ExitCode.FINE : ExitCode.FINDINGS;
    }
}
