package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.core.record.RecordedProcess;
import io.github.dubbogray.core.record.RecordingReader;
import io.github.dubbogray.core.record.RecordingReading;
import io.github.dubbogray.core.text.DurationText;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Pause;
import io.github.dubbogray.grayctl.output.Output;
import io.github.dubbogray.grayctl.qos.QosFailure;
import io.github.dubbogray.grayctl.qos.RemoteRecording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Records decisions of running consumers. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description =
                "Records how consumers decide their calls: which conditions hold, buckets, lanes and instances, and"
                        + " nothing that a request brings along. Consumers are asked through Dubbo's QoS port; each"
                        + " samples its calls evenly.",
        footer = {"", ExitCode.LIVE_HELP})
public final class RecordTraffic implements Callable<Integer> {

    private static final int MOST_CALLS = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** A recording goes on by itself that much longer than it is meant to, so that it is not over before it is ended. */
    private static final Duration RESERVE = Duration.ofSeconds(10);

    private final Surroundings surroundings;

    @Mixin
    private final Output output = new Output();

    @Option(
            names = "--qos",
            paramLabel = "HOST:PORT",
            required = true,
            description = "The QoS port of a consumer; several for several.")
    private List<String> addresses = List.of();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long, as 500ms, 30s or 5m, at most 10m; ${DEFAULT-VALUE} unless given.")
    private String lasting = "30s";

    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "1000",
            description =
                    "How many calls of each consumer are kept at most, up to 10000; ${DEFAULT-VALUE} unless given.")
    private int limit = 1_000;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write it; on standard output unless given.")
    private @Nullable String file;

    /** Answers in these surroundings. */
    public RecordTraffic(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Duration time = DurationText.read(lasting)
                .filter(read -> read.compareTo(LONGEST) <= 0)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "--for is '" + lasting + "', must be like 500ms, 30s or 5m, and at most 10m"));
        if (limit < 1 || limit > MOST_CALLS) {
            throw new CommandFailure(ExitCode.USAGE, "--limit is " + limit + ", must be from 1 to " + MOST_CALLS);
        }
        if (output.isJson() && file == null) {
            throw new CommandFailure(ExitCode.USAGE, "--json needs -o FILE: the recording itself is JSON");
        }
        List<RemoteRecording> recordings = begin(time);
        Pause.millis(time.toMillis(), ExitCode.FINDINGS, "interrupted; the recordings end by themselves");
        List<String> lines = new ArrayList<>();
        List<QosFailure> failures = new ArrayList<>();
        for (RemoteRecording recording : recordings) {
            try {
                lines.addAll(recording.end());
            } catch (QosFailure failure) { // what the others have is worth keeping
                failures.add(failure);
            }
        }
        write(lines);
        failures.forEach(failure -> output.complain(failure.getMessage() + "; its calls are missing"));
        return failures.isEmpty() ? ExitCode.FINE : ExitCode.UNREACHABLE;
    }

    /** All or none: who cannot begin ends what the others have begun. */
    private List<RemoteRecording> begin(Duration time) {
        List<RemoteRecording> begun = new ArrayList<>();
        try {
            for (String address : addresses) {
                begun.add(RemoteRecording.begin(address, limit, shorter(time.plus(RESERVE), LONGEST)));
            }
            return begun;
        } catch (QosFailure failure) {
            begun.forEach(RecordTraffic::drop);
            throw failure;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void drop(RemoteRecording recording) {
        try {
            recording.drop();
        } catch (QosFailure failure) {
            // It ends by itself.
        }
    }

    private void write(List<String> lines) {
        if (file == null) {
            lines.forEach(output::line);
        } else {
            try {
                Files.write(surroundings.inputs().directory().resolve(file), lines, StandardCharsets.UTF_8);
            } catch (IOException | InvalidPathException e) {
                throw new CommandFailure(ExitCode.USAGE, file + " cannot be written: " + e.getMessage());
            }
        }
        List<RecordedProcess> processes = RecordingReader.read(lines) instanceof RecordingReading.Accepted accepted
                ? accepted.processes()
                : List.of();
        if (output.isJson()) {
            output.json(new JsonObject()
                    .put("file", String.valueOf(file))
                    .put(
                            "processes",
                            processes.stream().map(RecordTraffic::json).toList()));
        } else {
            processes.forEach(process -> output.remark(process.application() + " " + process.process() + ": "
                    + process.decisions().size() + " of " + process.calls() + " calls"));
        }
    }

    private static JsonObject json(RecordedProcess process) {
        return new JsonObject()
                .put("process", process.process())
                .put("application", process.application())
                .put("calls", process.calls())
                .put("decisions", process.decisions().size());
    }
}
