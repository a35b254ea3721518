package io.github.dubbogray.grayctl.output;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.input.Input;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * How a command answers: lines for people, JSON for programs, complaints on standard error. Documents and registries bring
 * texts of others: in a line for people, whatever prints as nothing is spelled out, so that none can forge or wipe a line.
 */
public final class Output {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set before a command runs
    private CommandSpec command;

    @Option(names = "--json", description = "Write JSON on standard output, for programs.")
    private boolean json;

    /** For picocli. */
    public Output() {}

    /** Returns whether the answer is for programs. */
    public boolean isJson() {
        return json;
    }

    /** Writes a line of the answer. */
    public void line(String line) {
        out().println(Quoted.line(line));
    }

    /** Writes a line of words that are {@link #styled} or {@link Quoted} already, as it is. */
    public void styledLine(String line) {
        out().println(line);
    }

    /** Writes what is wrong with a file as a line of the answer. */
    public void line(Finding finding) {
        styledLine(finding.toLine(this));
    }

    /** Writes a text of several lines as it is. */
    public void text(String text) {
        out().print(text);
        out().flush();
    }

    /** Writes an object as the whole answer. */
    public void json(JsonObject object) {
        out().println(object);
    }

    /** Writes an array as the whole answer, one element on a line. */
    public void json(List<JsonObject> array) {
        out().println(
                        array.isEmpty()
                                ? "[]"
                                : array.stream()
                                        .map(JsonObject::toString)
                                        .collect(Collectors.joining(",\n ", "[", "]")));
    }

    /** Says on standard error why something cannot be read. */
    public void complain(Input.Unreadable input) {
        complain(input.name() + " " + input.reason());
    }

    /** Says something on standard error. */
    public void complain(String sentence) {
        PrintWriter err = command.commandLine().getErr();
        err.println(command.root().name() + ": " + Quoted.line(sentence));
    }

    /** Says on standard error what is no part of the answer. */
    public void remark(String sentence) {
        command.commandLine().getErr().println(Quoted.line(sentence));
    }

    /** Says on standard error what is wrong with a file, where that is no part of the answer. */
    public void remark(Finding finding) {
        complain(List.of(finding));
    }

    /** Asks a question on standard error. */
    public void ask(String question) {
        PrintWriter err = command.commandLine().getErr();
        err.print(Quoted.line(question));
        err.flush();
    }

    /** Says on standard error what is wrong with a file. */
    public void complain(List<Finding> findings) {
        PrintWriter err = command.commandLine().getErr();
        findings.forEach(finding -> err.println(finding.toLine(this)));
    }

    /** Returns a word in a style of picocli's, as {@code bold,red}; as it is where no terminal shows colours. */
    public String styled(String style, String word) {
        return command.commandLine().getColorScheme().ansi().string("@|" + style + " " + word + "|@");
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }
}
