package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.command.live.ChangeOptions;
import io.github.dubbogray.grayctl.command.live.Live;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.input.Surroundings;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.output.Finding;
import io.github.dubbogray.grayctl.release.Forecast;
import io.github.dubbogray.release.ReleaseDesk;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts a release. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts a release by a plan, which is kept in Nacos; 'grayctl release run' goes on with it.",
        footer = {"", ExitCode.LIVE_HELP})
public final class Start extends OfRelease {

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Parameters(paramLabel = "FILE", description = "The plan, or - for standard input.")
    private String file = "";

    @Option(names = "--id", paramLabel = "NAME", description = "Names the release; the time of day unless given.")
    private @Nullable String id;

    @Mixin
    private final ChangeOptions change;

    /** Asks and answers in these surroundings. */
    public Start(Surroundings surroundings) {
        super(surroundings);
        this.change = new ChangeOptions(surroundings);
    }

    @Override
    public Integer call() {
        String name = id != null ? id : ID.format(surroundings().clock().instant());
        if (!PairSyntax.isToken(name)) {
            throw new CommandFailure(ExitCode.USAGE, "--id is '" + name + "', must be " + PairSyntax.tokenRule());
        }
        Place place = connect();
        Input.Text plan = Live.read(surroundings(), file);
        PlanReading reading = place.desk().read(plan.text());
        if (reading instanceof PlanReading.Refused refused) {
            return refused(Finding.of(plan.name(), refused.problems()));
        }
        new Forecast(((PlanReading.Accepted) reading).plan(), null).toLines().forEach(this::show);
        if (!change.isConfirmed(
                "Start release " + name + " of " + place.store().application() + " in "
                        + place.nacos().place(),
                output())) {
            return change.isDryRun() ? ExitCode.FINE : ExitCode.FINDINGS;
        }
        ReleaseDesk.Answer answer = place.desk().start(name, plan.text());
        if (answer instanceof ReleaseDesk.Answer.Refused refused) {
            return refused(Finding.of(plan.name(), refused.problems()));
        }
        if (answer instanceof ReleaseDesk.Answer.Declined declined) {
            throw new CommandFailure(ExitCode.FINDINGS, declined.reason());
        }
        if (answer instanceof ReleaseDesk.Answer.Kept kept) {
            throw new CommandFailure(ExitCode.FINDINGS, kept.reason());
        }
        if (output().isJson()) {
            output().json(new JsonObject()
                    .put("application", place.store().application())
                    .put("release", name));
        } else {
            output().line("release " + name + " is started; run it: grayctl release run");
        }
        return ExitCode.FINE;
    }

    private void show(String line) {
        if (output().isJson()) {
            output().remark(line);
        } else {
            output().line(line);
        }
    }

    private int refused(List<Finding> findings) {
        if (output().isJson()) {
            output().json(findings.stream().map(Finding::toJson).toList());
        } else {
            output().complain(findings);
        }
        return ExitCode.FINDINGS;
    }
}
