package io.github.dubbogray.core.release;

import io.github.dubbogray.core.document.Problem;
import java.util.List;

/** What the text of a kept release turned out to be. */
public sealed interface FileReading {

    /** The text is one. */
    record Accepted(ReleaseFile file) implements FileReading {}

    /** The text is none: somebody else wrote it, or a later version of this library. */
    record Refused(List<Problem> problems) implements FileReading {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
