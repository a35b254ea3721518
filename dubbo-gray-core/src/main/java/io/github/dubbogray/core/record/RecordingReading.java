package io.github.dubbogray.core.record;

import java.util.List;

/** What a recording's text turned out to be. */
public sealed interface RecordingReading {

    /** It is one. */
    record Accepted(List<RecordedProcess> processes) implements RecordingReading {

        public Accepted {
            processes = List.copyOf(processes);
        }
    }

    /**
     * It is none.
     *
     * @param problem what is wrong first, and where: {@code line 3: 'method' is missing}
     */
    record Refused(String problem) implements RecordingReading {}
}
