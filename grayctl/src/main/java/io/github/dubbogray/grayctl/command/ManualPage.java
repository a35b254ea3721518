package io.github.dubbogray.grayctl.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command with all its commands as a manual page, in the macros of man(7).
 *
 * @param root the command that has the others
 */
record ManualPage(CommandSpec root) {

    String toRoff() {
        StringBuilder page = new StringBuilder();
        page.append(".TH ").append(root.name().toUpperCase(Locale.ROOT)).append(" 1\n");
        page.append(".SH NAME\n")
                .append(root.name())
                .append(" \\- ")
                .append(text(root.usageMessage().description()))
                .append('\n');
        page.append(".SH SYNOPSIS\n.B ").append(root.name()).append("\nCOMMAND [OPTIONS]\n.SH COMMANDS\n");
        commands(root).forEach(command -> append(command, page));
        page.append(".SH EXIT STATUS\n.TP\n0\nfine\n.TP\n1\nfindings, or a document or a change is refused\n");
        page.append(".TP\n2\nwrong usage, or a file that cannot be read\n.TP\n3\nNacos does not answer\n");
        return page.toString();
    }

    /** Those that do something, in their order; groups only lead to others. */
    private static Stream<CommandSpec> commands(CommandSpec command) {
        List<CommandSpec> others = command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .toList();
        return others.stream().flatMap(other -> other.subcommands().isEmpty() ? Stream.of(other) : commands(other));
    }

    private static void append(CommandSpec command, StringBuilder page) {
        String parameters = command.positionalParameters().stream()
                .map(parameter -> " " + parameter.paramLabel())
                .collect(Collectors.joining());
        page.append(".SS ")
                .append(escaped(command.qualifiedName() + parameters))
                .append('\n');
        page.append(text(command.usageMessage().description())).append('\n');
        for (PositionalParamSpec parameter : command.positionalParameters()) {
            page.append(".TP\n.I ")
                    .append(escaped(parameter.paramLabel()))
                    .append('\n')
                    .append(text(parameter.description()))
                    .append('\n');
        }
        for (OptionSpec option : command.options()) {
            if (!option.usageHelp() && !option.versionHelp()) {
                page.append(".TP\n.B ")
                        .append(escaped(String.join(", ", option.names())))
                        .append(option.arity().max() == 0 ? "" : " " + escaped(option.paramLabel()))
                        .append('\n')
                        .append(text(option.description()))
                        .append('\n');
            }
        }
    }

    private static String text(String... lines) {
        return escaped(String.join(" ", lines));
    }

    private static String escaped(String text) {
        String plain = text.replace("\\", "\\e").replace("-", "\\-");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
