package io.github.dubbogray.core.release.plan;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.Heading;
import io.github.dubbogray.core.document.Path;
import io.github.dubbogray.core.document.ProblemKind;
import io.github.dubbogray.core.document.Problems;
import io.github.dubbogray.core.document.SettingsReader;
import io.github.dubbogray.core.document.yaml.YamlReading;
import io.github.dubbogray.core.document.yaml.YamlText;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the text of a plan, {@code {application}.gray-release}, into a plan, or into all of its problems. */
public final class PlanReader {

    private static final Set<String> KEYS =
            Set.of("apiVersion", "application", "lane", "rule", "steps", "analysis", "onBreach", "onInconclusive");

    private final Problems problems = new Problems();
    private final String revision;

    /** The document that the plan is to change; null where only the plan itself is looked at. */
    private final @Nullable Table inForce;

    private PlanReader(String revision, @Nullable Table inForce) {
        this.revision = revision;
        this.inForce = inForce;
    }

    /**
     * Reads a text and checks it against the document that it is to change. Never throws.
     *
     * @param inForce what the document in force says; its application is the one of the plan's data id
     */
    public static PlanReading read(Table inForce, String text) {
        return new PlanReader(DocumentReader.revisionOf(text), inForce).readText(text);
    }

    /** Reads a text by itself: whether there is such a lane and rule is not asked. Never throws. */
    public static PlanReading read(String text) {
        return new PlanReader(DocumentReader.revisionOf(text), null).readText(text);
    }

    private PlanReading readText(String text) {
        YamlReading yaml = YamlText.read(text);
        problems.addAll(yaml.faults());
        Optional<ReleasePlan> plan = yaml instanceof YamlReading.Parsed parsed
                ? new Field(Path.ROOT, parsed.root(), problems).fields().flatMap(this::readPlan)
                : Optional.empty();
        return plan.isPresent() && !problems.hasErrors()
                ? new PlanReading.Accepted(plan.get())
                : new PlanReading.Refused(revision, problems.errors());
    }

    private Optional<ReleasePlan> readPlan(Fields plan) {
        plan.only(KEYS, Set.of());
        Optional<String> application = Heading.read(plan, inForce == null ? null : inForce.application());
        Optional<String> lane = plan.required("lane").flatMap(PlanReader::readLane);
        Optional<String> rule = plan.required("rule").flatMap(field -> field.token("the id of a rule"));
        if (inForce != null) {
            new RampCheck(inForce, plan).check(lane, rule);
        }
        List<Step> steps = plan.required("steps").map(StepsReader::read).orElse(List.of());
        Analysis analysis = plan.optional("analysis")
                .flatMap(Field::fields)
                .map(AnalysisReader::read)
                .orElse(Analysis.DEFAULT);
        Response onBreach =
                plan.optional("onBreach").flatMap(PlanReader::readResponse).orElse(Response.ROLLBACK);
        Undecided onInconclusive = plan.optional("onInconclusive")
                .flatMap(Field::fields)
                .map(PlanReader::readUndecided)
                .orElse(Undecided.DEFAULT);
        return problems.hasErrors() || application.isEmpty() || lane.isEmpty() || rule.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReleasePlan(
                        application.get(),
                        revision,
                        lane.get(),
                        rule.get(),
                        steps,
                        analysis,
                        onBreach,
                        onInconclusive));
    }

    private static Optional<String> readLane(Field lane) {
        return lane.token("the name of a lane")
                .flatMap(name -> Tag.isStable(name)
                        ? lane.wrong(
                                ProblemKind.RELEASE_OF_STABLE,
                                "is '" + name + "'; a release moves a gray lane's share, and stable has what is left")
                        : Optional.of(name));
    }

    private static Undecided readUndecided(Fields undecided) {
        SettingsReader settings = SettingsReader.of(undecided, Set.of("hold", "then"));
        return new Undecided(
                settings.duration("hold", Step.HOLD, Undecided.DEFAULT.hold()),
                undecided.optional("then").flatMap(PlanReader::readResponse).orElse(Undecided.DEFAULT.then()));
    }

    private static Optional<Response> readResponse(Field response) {
        return response.as("rollback or pause", text -> switch (text) {
            case "rollback" -> Optional.of(Response.ROLLBACK);
            case "pause" -> Optional.of(Response.PAUSE);
            default -> Optional.empty();
        });
    }
}
