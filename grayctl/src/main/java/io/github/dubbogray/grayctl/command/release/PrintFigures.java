package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.release.ledger.DeploymentFigures;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.command.live.Live;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.Nacos;
import io.github.dubbogray.grayctl.output.TextTable;
import io.github.dubbogray.grayctl.release.FiguresExposition;
import io.github.dubbogray.grayctl.release.FiguresRow;
import io.github.dubbogray.nacos.gray.GrayReleases;
import io.github.dubbogray.release.NacosReleaseStore;
import io.github.dubbogray.release.ReleaseDesk;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says how well applications are released. */
@Command(
        name = "figures",
        mixinStandardHelpOptions = true,
        description =
                "Says how well the applications of a namespace are released: rate of success, time to service, time to"
                        + " detect, to act and to recover.",
        footer = {"", ExitCode.LIVE_HELP})
public final class PrintFigures extends Live {

    @Option(
            names = "--openmetrics",
            description = "Write them as a scrape has them, for a textfile collector or a file that is served.")
    private boolean isExposition;

    /** Asks and answers in these surroundings. */
    public PrintFigures(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Nacos nacos = server().connect();
        List<DeploymentFigures> figures = new GrayReleases(nacos.admin())
                .applications().stream()
                        .flatMap(application -> figures(nacos, application).stream())
                        .toList();
        if (isExposition) {
            new FiguresExposition(figures).toLines().forEach(line -> output().text(line + "\n"));
        } else if (output().isJson()) {
            output().json(figures.stream()
                    .map(of -> new FiguresRow(of).toJson())
                    .toList());
        } else if (figures.isEmpty()) {
            output().line("there was no release in " + nacos.place());
        } else {
            TextTable table = new TextTable("", FiguresRow.head().toArray(String[]::new));
            figures.forEach(of -> table.add(new FiguresRow(of).cells().toArray(String[]::new)));
            table.toLines(surroundings().columns(), output()::line);
        }
        return ExitCode.FINE;
    }

    private Optional<DeploymentFigures> figures(Nacos nacos, String application) {
        ReleaseDesk desk = new ReleaseDesk(
                new NacosReleaseStore(nacos.admin(), application, surroundings().clock()),
                surroundings().clock(),
                (level, text) -> output().remark(text));
        Optional<DeploymentFigures> figures = desk.figures();
        if (figures.isEmpty()) {
            output().complain("what is kept of releases of " + application + " cannot be read; it is left out");
        }
        return figures;
    }
}
