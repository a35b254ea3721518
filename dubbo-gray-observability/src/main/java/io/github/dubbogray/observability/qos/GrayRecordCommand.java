package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.record.RecordedProcess;
import io.github.dubbogray.core.record.RecordingText;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.router.record.Recordings;
import java.util.ArrayList;
import java.util.List;
import org.apache.dubbo.qos.api.BaseCommand;
import org.apache.dubbo.qos.api.Cmd;
import org.apache.dubbo.qos.api.CommandContext;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code grayRecord}: begins, ends and hands over a recording of decisions, of every application of the process.
 * It never waits: a recording goes on beside it, and is read in pages once it is over.
 */
@Cmd(
        name = "grayRecord",
        summary = "Gray release: record how calls are decided, without anything of them.",
        example = {"grayRecord begin --limit 1000 --seconds 30", "grayRecord", "grayRecord read", "grayRecord drop"})
public final class GrayRecordCommand implements BaseCommand {

    private static final String NAME = "grayRecord";
    private static final Reply.Grammar GRAMMAR = new Reply.Grammar(NAME, RecordLine.OPTIONS, 1);

    /** A page ends with the line that makes it longer than so many characters. */
    private static final int PAGE = 256_000;

    private final FrameworkModel framework;

    /** For Dubbo's extension loader. */
    public GrayRecordCommand(FrameworkModel framework) {
        this.framework = framework;
    }

    @Override
    public boolean logResult() {
        return false;
    }

    @Override
    public String execute(CommandContext context, String @Nullable [] args) {
        return Reply.of(context, GRAMMAR, args, line -> reply(RecordLine.of(line)));
    }

    /** An application that can record. */
    private record Recorder(String application, Recordings recordings) {

        private JsonObject json() {
            JsonObject json = new JsonObject().put("application", application);
            Recordings.State state = recordings.state();
            if (state instanceof Recordings.State.Running running) {
                return json.put("state", "running")
                        .put("calls", running.calls())
                        .put("limit", running.limit());
            }
            return state instanceof Recordings.State.Over over
                    ? json.put("state", "over").put("calls", over.calls()).put("limit", over.limit())
                    : json.put("state", "none");
        }

        private String text() {
            Recordings.State state = recordings.state();
            String told = state instanceof Recordings.State.Running running
                    ? "recording, " + running.calls() + " calls so far, at most " + running.limit() + " are kept"
                    : state instanceof Recordings.State.Over over
                            ? "a recording of " + over.calls() + " calls is over, at most " + over.limit() + " are kept"
                            : "nothing is recorded";
            return "application " + application + ": " + told;
        }

        private boolean isRunning() {
            return recordings.state() instanceof Recordings.State.Running;
        }
    }

    private Reply reply(RecordLine line) {
        List<Recorder> recorders = recorders();
        if (line instanceof RecordLine.Malformed malformed) {
            return new Reply.Refused(malformed.problem());
        }
        if (recorders.isEmpty()) {
            return new Reply.Refused("no application of this process has used the library yet");
        }
        boolean isRunning = recorders.stream().anyMatch(Recorder::isRunning);
        if (isRunning && (line instanceof RecordLine.Begin || line instanceof RecordLine.Read)) {
            return new Reply.Refused("a recording goes on; 'grayRecord end' ends it");
        }
        if (line instanceof RecordLine.Read read) {
            return page(recorders, read.from());
        }
        recorders.forEach(recorder -> tell(recorder.recordings(), line));
        return new Reply.Told(
                () -> new JsonObject()
                        .put(
                                "applications",
                                recorders.stream().map(Recorder::json).toList()),
                () -> String.join("\n", recorders.stream().map(Recorder::text).toList()));
    }

    private static void tell(Recordings recordings, RecordLine line) {
        if (line instanceof RecordLine.Begin begin) {
            recordings.begin(begin.limit(), begin.lasting());
        } else if (line instanceof RecordLine.End) {
            recordings.end();
        } else if (line instanceof RecordLine.Drop) {
            recordings.drop();
        }
    }

    private List<Recorder> recorders() {
        return Asked.all(framework.getApplicationModels()).stream()
                .flatMap(asked -> asked.active().map(gray -> new Recorder(asked.name(), gray.recordings())).stream())
                .toList();
    }

    /** The lines of all applications are counted through. */
    private static Reply page(List<Recorder> recorders, int from) {
        List<String> lines = new ArrayList<>();
        int before = 0;
        int length = 0;
        for (Recorder recorder : recorders) {
            RecordedProcess process =
                    recorder.recordings().read(recorder.application()).orElse(null);
            int count = process == null ? 0 : RecordingText.countOf(process);
            for (int i = Math.max(0, from - before); process != null && i < count && length < PAGE; i++) {
                String line = RecordingText.line(process, i);
                lines.add(line);
                length += line.length();
            }
            before += count;
        }
        int next = from + lines.size();
        boolean isLast = next >= before;
        return new Reply.Told(
                () -> (isLast ? new JsonObject() : new JsonObject().put("next", next)).putTexts("lines", lines),
                () -> String.join("\n", lines));
    }
}
