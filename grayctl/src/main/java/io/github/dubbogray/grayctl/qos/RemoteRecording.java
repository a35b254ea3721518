package io.github.dubbogray.grayctl.qos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A recording in a process elsewhere. */
public final class RemoteRecording {

    private static final String COMMAND = "grayRecord";

    private final QosProcess process;

    private RemoteRecording(QosProcess process) {
        this.process = process;
    }

    /**
     * Begins one.
     *
     * @param address of a QoS port, as host:port
     * @param limit how many calls it keeps at most
     * @param lasting after which time it ends by itself; whole seconds are counted, at least one
     * @throws QosFailure if that cannot be
     */
    public static RemoteRecording begin(String address, int limit, Duration lasting) {
        QosProcess process = new QosProcess(address);
        process.ask(
                COMMAND,
                "begin",
                "--limit",
                String.valueOf(limit),
                "--seconds",
                String.valueOf(Math.max(1, lasting.plusMillis(999).toSeconds())));
        return new RemoteRecording(process);
    }

    /**
     * Ends it and returns its lines.
     *
     * @throws QosFailure if that cannot be
     */
    public List<String> end() {
        process.ask(COMMAND, "end");
        List<String> lines = new ArrayList<>();
        @Nullable Object next = 0;
        while (next instanceof Number from) {
            Map<?, ?> page = process.ask(COMMAND, "read", "--from", from.toString());
            if (page.get("lines") instanceof List<?> some) {
                some.forEach(line -> lines.add(String.valueOf(line)));
            }
            next = page.get("next");
        }
        drop();
        if (lines.isEmpty()) { // one without a call has its head
            throw process.refused(
                    "its recording is gone: it was started anew meanwhile, or somebody else has dropped it");
        }
        return lines;
    }

    /**
     * Ends it and forgets it.
     *
     * @throws QosFailure if that cannot be
     */
    public void drop() {
        process.ask(COMMAND, "drop");
    }
}
