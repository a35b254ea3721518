package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.release.FileReading;
import io.github.dubbogray.core.release.HistoryEntry;
import io.github.dubbogray.core.release.Release;
import io.github.dubbogray.core.release.ReleaseFile;
import io.github.dubbogray.core.release.ReleaseReader;
import io.github.dubbogray.core.release.Subject;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.Grayctl;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.OutOfOrder;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.it.lab.Size;
import io.github.dubbogray.it.lab.Traffic;
import io.github.dubbogray.it.lab.Ward;
import io.github.dubbogray.nacos.ConfigChange;
import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.NacosConfigs;
import io.github.dubbogray.nacos.gray.GrayConsumers;
import io.github.dubbogray.nacos.gray.ReleaseText;
import io.github.dubbogray.router.GrayApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Releases of one lane, one after the other: a provider of each kind, Nacos and the controllers in processes of their own, three
 * consumers in this JVM that call all the while.
 */
final class ReleaseTrial implements AutoCloseable {

    /** How many calls a second all consumers make together. */
    static final int CALLS_PER_SECOND = 300;

    private static final int CONSUMERS = 3;
    private static final int USERS = 100_000;
    private static final Duration LIMIT = Duration.ofMinutes(Size.of(4, 10));
    private static final Subject SUBJECT = new Subject("canary", "ramp");
    private static final String PLAN = "plan.yaml";

    private final Ward ward;
    private final Path folder;
    private final NacosConfigs configs;
    private final List<ProbeConsumer> consumers;
    private final Traffic traffic;
    private final List<Process> controllers = new ArrayList<>();
    private int releases;
    private int changesBefore;
    private int textsBefore;

    private ReleaseTrial(Ward ward, Path folder) {
        this.ward = ward;
        this.folder = folder;
        this.configs = new NacosConfigs(ward.lab().admin());
        this.consumers = IntStream.range(0, CONSUMERS)
                .mapToObj(each -> ward.lab().consumer("web-" + each, Map.of("dubbo.gray.announce.every", "2")))
                .toList();
        this.traffic = Traffic.of(
                CALLS_PER_SECOND, USERS, user -> call(user, Integer.parseInt(user.substring("user-".length()))));
    }

    /** Every fourth user calls the service's other method. */
    private void call(String user, int number) {
        ProbeConsumer consumer = consumers.get(number % CONSUMERS);
        Map<String, String> carried =
                Map.of("user-id", user, "traceparent", "00-%032x-%016x-01".formatted(number + 1, 1));
        if (number % 4 == 0) {
            consumer.relay(carried, "other");
        } else {
            consumer.call(carried);
        }
    }

    /** Starts providers, consumers and calls. */
    static ReleaseTrial open(Fleet fleet, Path folder) throws Exception {
        Ward ward = Ward.open(fleet, 1, 1);
        ward.lab().publish(document("0"));
        return new ReleaseTrial(ward, folder);
    }

    private static String document(String share) {
        return Texts.ramp(share) + "failures: { exceptions: [" + OutOfOrder.class.getName() + "] }\n";
    }

    Ward ward() {
        return ward;
    }

    Traffic traffic() {
        return traffic;
    }

    /**
     * Starts a release, with all providers well and the lane at 0 %.
     *
     * @param plan the plan below its heading
     */
    void start(String plan) throws Exception {
        ward.heal();
        traffic.goOn();
        ward.lab().admin().deleteConfig(idOf(ReleaseText.STATE)); // of a test that has failed
        ward.lab().publish(document("0"));
        await().atMost(LIMIT).until(this::isFollowed);
        changesBefore = changes().size();
        textsBefore = stateTexts();
        Files.writeString(folder.resolve(PLAN), """
                apiVersion: dubbo-gray/v1
                application: %s
                lane: %s
                rule: %s
                """.formatted(Lab.APPLICATION, SUBJECT.lane(), SUBJECT.rule()) + plan);
        run("release", "start", PLAN, "--id", "r-" + ++releases, "--yes");
    }

    private boolean isFollowed() {
        String revision = DocumentReader.revisionOf(document());
        List<io.github.dubbogray.nacos.gray.Consumer> known =
                new GrayConsumers(ward.lab().admin()).of(Lab.APPLICATION);
        return known.size() == CONSUMERS
                && known.stream().allMatch(consumer -> consumer.revision().equals(revision));
    }

    /** Runs a command of grayctl that has to end well; returns what it printed. */
    String run(String... arguments) {
        Grayctl.Ran ran = grayctl().run(arguments);
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        return ran.out();
    }

    /** Starts one more controller. */
    void control() {
        controllers.add(grayctl().start(log(), "release", "run"));
    }

    private String log() {
        return "controller-" + releases + ".log";
    }

    /** Returns what the controllers of this release have said. */
    String said() throws IOException {
        return Files.readString(folder.resolve(log()));
    }

    private Grayctl grayctl() {
        return new Grayctl(
                folder,
                Map.of(
                        "GRAYCTL_SERVER", ward.lab().fleet().nacos().serverAddress(),
                        "GRAYCTL_NAMESPACE", ward.lab().namespace(),
                        "GRAYCTL_APPLICATION", Lab.APPLICATION));
    }

    /** Ends the leading controller as {@code kill -9} does, and returns how long it took until another one led. */
    Duration replaceLeader() {
        await().atMost(LIMIT).until(() -> running(file().lease().holder()) != null);
        String leader = file().lease().holder();
        Objects.requireNonNull(running(leader)).destroyForcibly();
        long begin = System.nanoTime();
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !file().lease().holder().equals(leader));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private @Nullable Process running(String holder) {
        return controllers.stream()
                .filter(each -> each.isAlive() && holder.startsWith(each.pid() + "@"))
                .findFirst()
                .orElse(null);
    }

    /** Ends all controllers. */
    void stopControllers() {
        controllers.forEach(Process::destroyForcibly);
        controllers.clear();
    }

    /** Returns how the release stands, as it is kept. */
    Release release() {
        return file().release();
    }

    private ReleaseFile file() {
        FileReading reading = ReleaseReader.read(Lab.APPLICATION, text(ReleaseText.STATE));
        assertThat(reading).isInstanceOf(FileReading.Accepted.class);
        return ((FileReading.Accepted) reading).file();
    }

    private String text(ReleaseText which) {
        return Objects.requireNonNull(configs.read(idOf(which))).text();
    }

    /** Returns what is kept of incidents. */
    String incidents() {
        return text(ReleaseText.INCIDENTS);
    }

    private static ConfigId idOf(ReleaseText which) {
        return new ConfigId(which.idOf(Lab.APPLICATION), "dubbo");
    }

    /** Waits for a state, by its id or the part of it before the slash. */
    void awaitState(String id) {
        awaitRelease(now -> now.state().id().equals(id) || now.state().id().startsWith(id + "/"));
    }

    /** Waits until a step is judged. */
    void awaitJudged(int step) {
        awaitRelease(now -> now.state().step() == step && now.state().id().equals("running/judging"));
    }

    private void awaitRelease(Predicate<Release> isSo) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).until(() -> isSo.test(release()));
    }

    /** Returns why the release came to its state. */
    String reason() {
        List<HistoryEntry> history = release().history();
        return history.get(history.size() - 1).reason();
    }

    /** Returns the document in force. */
    String document() {
        return Objects.requireNonNull(configs.read(Lab.document(Lab.APPLICATION)))
                .text();
    }

    /** Returns the lane's share in the document, in basis points. */
    int share() {
        return shareIn(document());
    }

    private static int shareIn(String text) {
        Table table = ((Reading.Accepted) DocumentReader.read(text)).table();
        return SUBJECT.shareIn(table);
    }

    /** Returns the shares that were published since the release was started, in their order, as Nacos recorded them. */
    List<Integer> shares() {
        List<String> texts = new ArrayList<>();
        List<ConfigChange> changes = changes();
        int published = changes.size() - changesBefore;
        if (published > 0) {
            texts.add(document());
            changes.stream().limit(published - 1).forEach(change -> texts.add(String.valueOf(change.before())));
        }
        Collections.reverse(texts);
        return texts.stream().map(ReleaseTrial::shareIn).toList();
    }

    /** Returns how many documents were published between two moments. */
    long publishedBetween(Instant begin, Instant end) {
        return changes().stream()
                .filter(change -> change.time().isAfter(begin) && change.time().isBefore(end))
                .count();
    }

    private List<ConfigChange> changes() {
        return configs.history(Lab.document(Lab.APPLICATION), 1_000);
    }

    /** Returns how many texts of its state the release has left in Nacos's history. */
    int textsLeft() {
        return stateTexts() - textsBefore;
    }

    private int stateTexts() {
        return configs.history(idOf(ReleaseText.STATE), 10_000).size();
    }

    /** Returns how long a step was judged until the next one was published, by the release's history. */
    Duration timeOf(int step) {
        return Duration.ofMillis(
                enteredMillis("running/publishing", step + 1) - enteredMillis("running/judging", step));
    }

    /** Returns when the release came to a state, in milliseconds of the epoch. */
    long enteredMillis(String state, int step) {
        return release().history().stream()
                .filter(entry -> entry.state().equals(state) && entry.step() == step)
                .mapToLong(HistoryEntry::atMillis)
                .findFirst()
                .orElseThrow();
    }

    /** Returns how long after a moment each consumer has gone by the document that is there now. */
    List<Duration> takenOver(long sinceMillis) {
        String revision = DocumentReader.revisionOf(document());
        long now = System.currentTimeMillis();
        return consumers.stream()
                .flatMap(consumer -> GrayApplication.of(consumer.application()).documents().statuses().stream())
                .filter(status -> status.application().equals(Lab.APPLICATION))
                .peek(status -> assertThat(status.revision()).isEqualTo(revision))
                .map(status -> Duration.ofMillis(now - sinceMillis).minus(status.age()))
                .toList();
    }

    /** Lets time pass, and returns how many of a hundred calls meanwhile went to gray. */
    double grayPercent(Duration time) throws InterruptedException {
        long begin = System.nanoTime();
        pass(time);
        return Traffic.percent(traffic.since(begin), call -> call.isTo(ward.gray()));
    }

    static void pass(Duration time) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }

    @Override
    public void close() throws Exception {
        stopControllers();
        traffic.close();
        ward.close();
    }
}
