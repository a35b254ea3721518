package io.github.dubbogray.grayctl.check;

import io.github.dubbogray.core.text.JsonObject;
import java.util.List;

/**
 * What came of a test.
 *
 * @param failures what was otherwise than expected; none, if it passed
 */
public record TestResult(String name, List<String> failures) {

    public TestResult {
        failures = List.copyOf(failures);
    }

    /** Returns whether all was as expected. */
    public boolean isPassed() {
        return failures.isEmpty();
    }

    /** Returns {@code {file, test, passed, failures}}. */
    public JsonObject toJson(String file) {
        return new JsonObject()
                .put("file", file)
                .put("test", name)
                .put("passed", isPassed())
                .putTexts("failures", failures);
    }
}
