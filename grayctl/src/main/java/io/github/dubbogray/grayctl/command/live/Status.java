package io.github.dubbogray.grayctl.command.live;

import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.ApplicationStatus;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.grayctl.output.TextTable;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says how things are. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description =
                "Says how things are: documents, instances by lane, and which consumer runs which revision. Ends with"
                        + " 1 if a document is refused, or a consumer is behind or not well.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Status extends Live {

    @Mixin
    private final ApplicationsOption applications = new ApplicationsOption();

    /** Asks and answers in these surroundings. */
    public Status(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Nacos nacos = server().connect();
        List<String> names = applications.names(server(), nacos);
        List<ApplicationStatus> all =
                names.stream().map(name -> ApplicationStatus.of(nacos, name)).toList();
        if (output().isJson()) {
            output().json(all.stream().map(ApplicationStatus::toJson).toList());
        } else if (all.isEmpty()) {
            output().line("no application has a document in " + nacos.place());
        } else {
            all.forEach(status -> status.toLines().forEach(this::show));
        }
        return all.stream().allMatch(ApplicationStatus::isWell) ? ExitCode.FINE : ExitCode.FINDINGS;
    }

    /** Of the tables, which are set in; a sentence is never cut. */
    private void show(String line) {
        output().line(
                        line.startsWith("    ")
                                ? TextTable.cut(line, surroundings().columns())
                                : line);
    }
}
