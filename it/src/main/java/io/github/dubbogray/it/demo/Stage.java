package io.github.dubbogray.it.demo;

import io.github.dubbogray.it.fleet.Consumer;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.Provider;
import io.github.dubbogray.it.fleet.ProviderStart;
import io.github.dubbogray.it.fleet.Reply;
import io.github.dubbogray.nacos.ConfigId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The running system that the scenes play on: two v1 providers, one v2 provider and a consumer; later also a chain. */
final class Stage {

    static final Set<String> STABLE = Set.of("v1-a", "v1-b");
    static final Set<String> GRAY = Set.of("v2");

    private static final String ENTRY = "demo-consumer";
    private static final String GRAY_LABELS = "version=v2,env=gray";
    private static final Duration EFFECT_LIMIT = Duration.ofSeconds(10);

    private final Fleet fleet;
    private final Screen screen;
    private final Provider second;
    private final Consumer consumer;
    private final Crowd crowd;
    private final List<Provider> chain = new ArrayList<>();
    private Provider gray;

    private Stage(Fleet fleet, Screen screen, Provider second, Provider gray, Consumer consumer) {
        this.fleet = fleet;
        this.screen = screen;
        this.second = second;
        this.gray = gray;
        this.consumer = consumer;
        this.crowd = new Crowd(consumer);
    }

    /** Starts the first provider alone: several at once race to publish the same metadata on a fresh Nacos. */
    static Stage set(Fleet fleet, Screen screen) {
        fleet.provider("v1-a", "version=v1");
        List<Provider> others = fleet.providers(List.of(
                new ProviderStart(Fleet.APPLICATION, "v1-b", "version=v1", sickWhile(fleet, "v1-b")),
                new ProviderStart(Fleet.APPLICATION, "v2", GRAY_LABELS, sickWhile(fleet, "v2"))));
        return new Stage(
                fleet,
                screen,
                others.get(0),
                others.get(1),
                fleet.consumer("consumer", Map.of("dubbo.gray.announce.every", "2")));
    }

    Fleet fleet() {
        return fleet;
    }

    Screen screen() {
        return screen;
    }

    Crowd crowd() {
        return crowd;
    }

    Consumer consumer() {
        return consumer;
    }

    /** Returns the second v1 provider. */
    Provider second() {
        return second;
    }

    /** Returns the v2 provider. */
    Provider gray() {
        return gray;
    }

    /** Starts the v2 provider again if it was killed. */
    void reviveGray() {
        if (!gray.process().isAlive()) {
            gray = fleet.provider("v2", GRAY_LABELS, sickWhile(fleet, "v2"));
        }
    }

    /** Lets every second call of a provider fail: v2 or v1-b. */
    void makeSick(String name) {
        makeSick(name, "failing");
    }

    /**
     * Lets something befall a provider: v2 or v1-b.
     *
     * @param ailment {@code failing}, {@code busy}, {@code greedy} or {@code chatty}
     */
    void makeSick(String name, String ailment) {
        try {
            Path whole = Files.writeString(Files.createTempFile(fleet.folder(), name, ".tmp"), ailment);
            Files.move(whole, sickFile(fleet, name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + name + " sick", e);
        }
    }

    /** Ends what {@link #makeSick} began. */
    void heal(String name) {
        try {
            Files.deleteIfExists(sickFile(fleet, name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot heal " + name, e);
        }
    }

    private static Map<String, String> sickWhile(Fleet fleet, String name) {
        return Map.of("demo.sick.while", sickFile(fleet, name).toString());
    }

    private static Path sickFile(Fleet fleet, String name) {
        return fleet.folder().resolve(name + ".sick");
    }

    /** Publishes a document and returns how long it took until calls showed it. */
    Duration publish(String document, BooleanSupplier effect) {
        fleet.publish(document);
        return awaitEffect(effect);
    }

    /** Returns who steers the providers with grayctl. */
    Operator operator() {
        return new Operator(fleet.nacos().serverAddress(), Fleet.APPLICATION);
    }

    /** Returns who steers the entry with grayctl. */
    Operator operatorOfEntry() {
        return new Operator(fleet.nacos().serverAddress(), ENTRY);
    }

    /** Returns how long it took until the effect was there; gives up after {@link #EFFECT_LIMIT}. */
    Duration awaitEffect(BooleanSupplier effect) {
        long start = System.nanoTime();
        while (!effect.getAsBoolean() && System.nanoTime() - start < EFFECT_LIMIT.toNanos()) {
            pause(20);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * Starts what is behind the entry's {@code /chain}: demo-a, demo-b and demo-c, the first and the last with a gray instance
     * besides the stable one. The stable ones start together, since each is the first of its application.
     */
    void startChain() {
        chain.addAll(fleet.providers(List.of(
                link("a", "", Map.of("demo.next", "demo-b")),
                link("b", "", Map.of("demo.next", "demo-c")),
                link("c", "", Map.of()))));
        chain.addAll(fleet.providers(
                List.of(link("a", "-gray", Map.of("demo.next", "demo-b")), link("c", "-gray", Map.of()))));
        awaitEffect(() -> consumer.chain(Map.of()) instanceof Reply.Chained
                && consumer.chain(Map.of("x-gray-tag", "canary")) instanceof Reply.Chained);
    }

    /** Ends what {@link #startChain} started, and takes the entry's own document away. */
    void endChain() {
        chain.forEach(provider -> provider.process().close());
        chain.clear();
        unpublishForEntry();
    }

    private static ProviderStart link(String letter, String kind, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("demo.serves", "chain");
        return new ProviderStart(
                "demo-" + letter, letter + kind, kind.isEmpty() ? "version=v1" : "version=v2,tag=canary", all);
    }

    /** Publishes the document of the entry's own application and waits until it is in force there. */
    void publishForEntry(String document) {
        int before = documentsOfEntry();
        fleet.publish(ENTRY, document);
        awaitEffect(() -> documentsOfEntry() > before);
    }

    /** Has a ramp to go on from, and no document of the entry, which would give its users a lane before that. */
    void leaveRamp(int percent) {
        unpublishForEntry();
        fleet.publish(Documents.ramp(percent));
    }

    private void unpublishForEntry() {
        fleet.nacos().admin().deleteConfig(new ConfigId(ENTRY + ".gray-router", "dubbo"));
    }

    private int documentsOfEntry() {
        return consumer.process().output().split("Gray document in force: " + ENTRY, -1).length - 1;
    }

    /** Returns whether the consumer's log says so. */
    boolean hasLogged(String text) {
        return consumer.process().output().contains(text);
    }

    /** Returns what the consumer's log says of the health of a lane, or of its instances. */
    List<String> healthLog(String lane) {
        String begin = "Health of " + Fleet.APPLICATION + ": ";
        return consumer.process()
                .output()
                .lines()
                .filter(line -> line.contains(begin) && line.contains("lane " + lane))
                .map(line ->
                        line.substring(line.indexOf(begin) + begin.length()).replaceFirst(", dubbo version: .*", ""))
                .toList();
    }

    /** Returns who answers one call with a tag. */
    Reply tagged(String tag) {
        return consumer.call(Map.of("x-gray-tag", tag));
    }

    /** Returns whether a call for the lane is answered by this instance. */
    boolean isCanaryServedBy(String name) {
        return tagged("canary") instanceof Reply.Answered answered
                && answered.instance().equals(name);
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between calls", e);
        }
    }
}
