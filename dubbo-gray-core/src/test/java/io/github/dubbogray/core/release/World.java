package io.github.dubbogray.core.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.release.count.LaneCounts;
import io.github.dubbogray.core.release.plan.PlanReader;
import io.github.dubbogray.core.release.plan.PlanReading;
import io.github.dubbogray.core.release.plan.ReleasePlan;
import io.github.dubbogray.core.release.verdict.Figures;
import io.github.dubbogray.core.release.verdict.StepCalls;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.table.ReleaseMark;
import io.github.dubbogray.core.table.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A Nacos, four consumers that follow it four seconds late, their calls, and a controller that does as {@link Release} says: it
 * ticks each second, takes a look every ten, keeps the release as JSON and only then acts.
 */
final class World {

    static final String DOCUMENT = """
            apiVersion: dubbo-gray/v1
            application: demo # the data id's
            lanes: { canary: { labels: { version: v2 } } }
            rules:
              - { id: ramp, to: { canary: 0%, stable: 100% }, sticky: attachment.user-id } # the ramp
            """;
    static final String PLAN = """
            apiVersion: dubbo-gray/v1
            application: demo
            lane: canary
            rule: ramp
            steps:
              - { share: 1%, hold: 5m }
              - { share: 10%, hold: 10m, approve: true }
              - { share: 50%, hold: 10m }
              - { share: 100% }
            onInconclusive: { hold: 30m, then: pause }
            """;
    private static final int CONSUMERS = 4;
    private static final long DELAY_MILLIS = 4_000;

    /** Where a controller may die. */
    enum Death {
        NEVER,
        BEFORE_IT_KEEPS,
        BEFORE_IT_ACTS
    }

    ReleasePlan plan;
    String text = DOCUMENT;
    long now = 1_700_000_000_000L;
    boolean isAway;
    int callsPerSecond = 4_000;
    double grayRate;
    double stableRate;
    Death death = Death.NEVER;

    final List<Table> published = new ArrayList<>();
    final List<Action.Tell> told = new ArrayList<>();
    final List<Long> publishedAt = new ArrayList<>();
    String reason = "";

    private String kept = "";
    private Release release;
    private Table followedTable = tableOf(DOCUMENT);
    private String followed = DOCUMENT;
    private long changedAt;

    World() {
        this(PLAN);
    }

    World(String planText) {
        plan = planOf(planText);
        release = keep(Release.of("r-1", plan));
    }

    static ReleasePlan planOf(String text) {
        PlanReading reading = PlanReader.read(tableOf(DOCUMENT), text);
        assertThat(reading).as(reading.toString()).isInstanceOf(PlanReading.Accepted.class);
        return ((PlanReading.Accepted) reading).plan();
    }

    static ReleasePlan planOf(String planText, String document, String rule) {
        PlanReading reading = PlanReader.read(tableOf(document), planText.replace("rule: ramp", "rule: " + rule));
        assertThat(reading).as(reading.toString()).isInstanceOf(PlanReading.Accepted.class);
        return ((PlanReading.Accepted) reading).plan();
    }

    static ReleasePlan planOfLane(String planText, String document, String lane) {
        PlanReading reading = PlanReader.read(tableOf(document), planText.replace("lane: canary", "lane: " + lane));
        assertThat(reading).as(reading.toString()).isInstanceOf(PlanReading.Accepted.class);
        return ((PlanReading.Accepted) reading).plan();
    }

    static Table tableOf(String text) {
        return ((Reading.Accepted) DocumentReader.read("demo", text)).table();
    }

    Release release() {
        return release;
    }

    /** Returns what a successor would read. */
    private Release keep(Release later) {
        kept = new ReleaseFile("demo", Lease.NONE, later).toJson();
        FileReading reading = ReleaseReader.read("demo", kept);
        assertThat(reading).as(kept).isInstanceOf(FileReading.Accepted.class);
        return ((FileReading.Accepted) reading).file().release();
    }

    ReleaseState state() {
        return release().state();
    }

    /** Lets seconds pass until something is so, which must be within a day. */
    World until(BooleanSupplier isSo) {
        for (int second = 0; second < 86_400; second++) {
            if (isSo.getAsBoolean()) {
                return this;
            }
            tick();
        }
        throw new AssertionError("never so; now " + state() + " because " + reason);
    }

    World untilState(String id) {
        return until(() -> state().id().equals(id));
    }

    World untilStep(int step) {
        return until(() -> state().step() == step && state().id().equals("running/judging"));
    }

    World pass(int seconds) {
        for (int second = 0; second < seconds; second++) {
            tick();
        }
        return this;
    }

    void tick() {
        now += 1_000;
        if (now - changedAt >= DELAY_MILLIS && !followed.equals(text)) {
            follow();
        }
        Transition transition = release().next(plan, seen());
        reason = transition.reason();
        keepAndAct(transition);
    }

    /** A text that is refused leaves consumers with the one before. */
    private void follow() {
        if (DocumentReader.read("demo", text) instanceof Reading.Accepted accepted) {
            followed = text;
            followedTable = accepted.table();
        }
    }

    void edit(String other) {
        text = other;
        changedAt = now;
    }

    Order.Result order(Order.Command command) {
        Order.Result result = release().obey(plan, seen(), new Order(command, "ann"));
        if (result instanceof Order.Result.Obeyed obeyed) {
            keepAndAct(obeyed.transition());
        }
        return result;
    }

    private void keepAndAct(Transition transition) {
        if (death == Death.BEFORE_IT_KEEPS) {
            return;
        }
        if (!transition.release().equals(release)) {
            release = keep(transition.release());
            assertThat(release).isEqualTo(transition.release());
        }
        if (death != Death.BEFORE_IT_ACTS) {
            transition.actions().forEach(this::act);
        }
    }

    private void act(Action action) {
        if (action instanceof Action.Tell tell) {
            told.add(tell);
        } else if (action instanceof Action.Publish publish
                && DocumentReader.revisionOf(text).equals(publish.basedOn())) {
            edit(publish.text());
            published.add(tableOf(text));
            publishedAt.add(now);
        }
    }

    private Observation seen() {
        return new Observation(
                now,
                isAway ? new DocumentSeen.Away("Nacos does not answer") : DocumentSeen.Present.of(text),
                Collections.nCopies(CONSUMERS, DocumentReader.revisionOf(followed)),
                isAway || now / 1_000 % 10 != 0 ? Figures.NONE : Figures.of(calls()));
    }

    /** What consumers counted in ten seconds for the step that they go by. */
    private StepCalls calls() {
        double share = share(followedTable) / 10_000.0;
        long gray = Math.round(10 * callsPerSecond * share);
        return new StepCalls(lane(gray, grayRate), lane(10L * callsPerSecond - gray, stableRate));
    }

    private static LaneCounts lane(long calls, double rate) {
        long failed = Math.round(calls * rate);
        return new LaneCounts(calls, new LaneCounts.Of(failed, failed), LaneCounts.Of.NONE);
    }

    static int share(Table table) {
        return table.rules().list().stream()
                .filter(rule -> rule.id().equals("ramp"))
                .flatMap(rule -> rule.target().shares().stream())
                .filter(share -> share.lane().equals("canary"))
                .mapToInt(Share::basisPoints)
                .sum();
    }

    /** Says what was published, as {@code 100 at step 1}. */
    List<String> changes() {
        return published.stream().map(World::change).toList();
    }

    private static String change(Table table) {
        return share(table)
                + (table.release() instanceof ReleaseMark.OfStep step ? " at step " + step.step() : " without a step");
    }
}
