package io.github.dubbogray.grayctl.output;

import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.document.Severity;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Locale;

/** A problem of a file. */
public record Finding(String file, Problem problem) {

    /** Returns the problems of a file. */
    public static List<Finding> of(String file, List<Problem> problems) {
        return problems.stream().map(problem -> new Finding(file, problem)).toList();
    }

    /** Returns how much it matters. */
    public Severity severity() {
        return problem.severity();
    }

    /** Returns it as compilers do: {@code gray.yaml:7:9: error GRAY021: …}. */
    public String toLine(Output output) {
        return Quoted.line(file) + ":" + problem.place().line() + ":"
                + problem.place().column() + ": "
                + output.styled(style(), severityName()) + " "
                + output.styled("bold", problem.kind().code()) + ": " + Quoted.line(message());
    }

    /** Returns {@code {file, code, severity, line, column, message}}. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("file", file)
                .put("code", problem.kind().code())
                .put("severity", severityName())
                .put("line", problem.place().line())
                .put("column", problem.place().column())
                .put("message", message());
    }

    private String message() {
        return (problem.path().isEmpty() ? "" : problem.path() + ": ") + problem.message();
    }

    private String severityName() {
        return severity().name().toLowerCase(Locale.ROOT);
    }

    private String style() {
        return switch (severity()) {
            case ERROR -> "bold,red";
            case WARNING -> "bold,yellow";
            case HINT -> "bold,cyan";
        };
    }
}
