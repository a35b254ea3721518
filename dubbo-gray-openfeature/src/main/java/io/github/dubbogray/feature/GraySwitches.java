package io.github.dubbogray.feature;

import io.github.dubbogray.core.document.Problem;
import io.github.dubbogray.core.feature.Answer;
import io.github.dubbogray.core.feature.SwitchType;
import io.github.dubbogray.core.feature.Switches;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.text.FileName;
import io.github.dubbogray.feature.call.CallRequests;
import io.github.dubbogray.feature.text.FileTexts;
import io.github.dubbogray.feature.text.Heard;
import io.github.dubbogray.feature.text.LastGoodText;
import io.github.dubbogray.feature.text.NacosTexts;
import io.github.dubbogray.feature.text.TextSource;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The switches of one application's document, followed where it is written and asked from memory (clause S1).
 *
 * <pre>{@code
 * GraySwitches switches = GraySwitches.ofFile(Path.of("switches.yaml"));
 * GraySwitch<Boolean> userV2 = switches.truth("feature.user.v2", false);
 *
 * if (userV2.get()) { … }
 * }</pre>
 *
 * <p>Texts come on whatever thread, within the locks of their source, and are in force at once: who asks sees the switches through one
 * volatile. They are kept at once too; they are logged and told of one at a time, on a thread of these switches' own without a lock.
 */
public final class GraySwitches implements AutoCloseable {

    /** What the data id of a document of switches ends in. */
    public static final String DATA_ID_ENDING = ".gray-switches";

    private static final Logger LOG = LoggerFactory.getLogger(GraySwitches.class);
    private static final String LAST_GOOD_DIRECTORY = "dubbo.gray.last-good.dir";
    private static final String LAST_GOOD_DIRECTORY_VARIABLE = "DUBBO_GRAY_LAST_GOOD_DIR";

    /** Empty where it may be any: of a file, which has no data id. */
    private final String application;

    private final TextSource source;
    private final Optional<LastGoodText> lastGood;
    private final Request call;
    private final Owner owner;
    private final SwitchCounts counts;
    private final List<SwitchListener> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService worker;

    /** Whether somebody may listen: until then, nobody can be waited for. */
    private volatile boolean isBegun;

    /** Written under this. */
    private volatile Followed followed;

    /** Follows nothing until it is begun; the worker has one thread, and ends with it. */
    GraySwitches(
            String application,
            TextSource source,
            Optional<LastGoodText> lastGood,
            Request call,
            Owner owner,
            ScheduledExecutorService worker) {
        this.worker = worker;
        this.application = application;
        this.source = source;
        this.lastGood = lastGood;
        this.call = call;
        this.owner = owner;
        this.counts = new SwitchCounts(owner);
        this.followed = Followed.unknown(application);
    }

    /**
     * Follows the switches in a file, whatever application it names. A change takes effect within a second; while the file is
     * missing or broken, what was in force stays.
     */
    public static GraySwitches ofFile(Path file) {
        return of("", new FileTexts(file), Optional.empty(), CallRequests.ofThread(), Owner.NOBODY);
    }

    /**
     * Follows the switches of an application in Nacos: data id {@code {application}.gray-switches}, group {@code dubbo}. The
     * last good text is kept in {@code dubbo.gray.last-good.dir}, by default {@code .dubbo-gray} in the user's home, for a
     * start without Nacos.
     *
     * @param properties as Nacos's client takes them: {@code serverAddr}, {@code namespace}, {@code username} and so on
     */
    public static GraySwitches ofNacos(String application, Properties properties) {
        String namespace = properties.getProperty("namespace", "");
        Path file = lastGoodDirectory()
                .resolve("switches")
                .resolve(FileName.of(namespace.isEmpty() ? "public" : namespace))
                .resolve(FileName.of(application) + ".yaml");
        return of(
                application,
                new NacosTexts(application + DATA_ID_ENDING, properties),
                Optional.of(new LastGoodText(file)),
                CallRequests.ofThread(),
                Owner.NOBODY);
    }

    /**
     * Follows the switches of a Dubbo application in its own config centre, with its name as that of the document, until the
     * application ends. What goes wrong is counted in its metrics too, and its QoS command {@code graySwitches} shows them.
     *
     * @throws IllegalStateException if the application has no name yet
     */
    public static GraySwitches of(ApplicationModel model) {
        return DubboSwitches.of(model);
    }

    /** Returns those of no document, which follow nothing: each switch is what the code says where it cannot be asked. */
    public static GraySwitches none() {
        GraySwitches none = new GraySwitches(
                "", NoTexts.INSTANCE, Optional.empty(), CallRequests.ofThread(), Owner.NOBODY, worker());
        none.source.begin(none::heard);
        return none;
    }

    /** Follows a text from wherever. */
    static GraySwitches of(
            String application, TextSource source, Optional<LastGoodText> lastGood, Request call, Owner owner) {
        return new GraySwitches(application, source, lastGood, call, owner, worker()).begun();
    }

    /** Begins to follow the text. */
    GraySwitches begun() {
        source.begin(this::heard);
        isBegun = true;
        long millis = source.interval().toMillis();
        var unused = worker.scheduleWithFixedDelay(this::recheck, millis, millis, TimeUnit.MILLISECONDS);
        return this;
    }

    private void recheck() {
        try {
            source.recheck();
        } catch (RuntimeException bug) { // else the timer would end in silence
            counts.bugElsewhere();
            LOG.error("Cannot ask again for the switches of {}", source.describe(), bug);
        }
    }

    /** What it is about when it is shut down is not interrupted: it may be the host's. */
    private static ScheduledExecutorService worker() {
        return new ScheduledThreadPoolExecutor(1, GraySwitches::thread);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "dubbo-gray-switches");
        thread.setDaemon(true);
        return thread;
    }

    /** Blank counts as not there, as it does for documents. */
    private static Path lastGoodDirectory() {
        String property = System.getProperty(LAST_GOOD_DIRECTORY);
        String place = property != null ? LAST_GOOD_DIRECTORY : LAST_GOOD_DIRECTORY_VARIABLE;
        String configured = property != null ? property : System.getenv(LAST_GOOD_DIRECTORY_VARIABLE);
        if (configured != null && !configured.isBlank()) {
            try {
                return Path.of(configured);
            } catch (InvalidPathException e) {
                LOG.error("{} is no path: {}; last good switches are kept in the user's home", place, e.getMessage());
            }
        }
        return Path.of(System.getProperty("user.home", "."), ".dubbo-gray");
    }

    /** Called within the locks of the source; so no listener is told here, once there may be any. */
    private synchronized void heard(Heard heard) {
        Followed before = followed;
        Followed.Step step = step(before, heard);
        followed = step.next();
        keep(step.effect());
        if (isBegun) {
            later(() -> say(before, step));
        } else {
            say(before, step);
        }
    }

    /** At once: a text that is gone must not be found again by what is heard next, nor one in force be lost with a close. */
    private void keep(Followed.Effect effect) {
        if (effect instanceof Followed.Effect.Keep keep) {
            lastGood.ifPresent(file -> file.write(keep.text()));
        } else if (effect instanceof Followed.Effect.Discard) {
            lastGood.ifPresent(LastGoodText::delete);
        } else if (effect instanceof Followed.Effect.Refuse) {
            counts.refusedText();
        }
    }

    private void later(Runnable task) {
        try {
            worker.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException | Error bug) { // else it would end in silence
                    counts.bugElsewhere();
                    LOG.error("Not everybody is told of the switches of {}", source.describe(), bug);
                }
            });
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} is followed no more", source.describe());
        }
    }

    private Followed.Step step(Followed before, Heard heard) {
        if (heard instanceof Heard.Text text) {
            return before.heard(application, text.text(), this::kept);
        }
        if (heard instanceof Heard.Copy copy) {
            return before.copied(application, copy, this::kept);
        }
        if (heard instanceof Heard.Unconfirmed nothing) {
            return before.unconfirmed(application, nothing.why(), this::kept);
        }
        return heard instanceof Heard.Away away ? before.away(application, away.why(), this::kept) : before.gone();
    }

    private Optional<String> kept() {
        return lastGood.flatMap(LastGoodText::read);
    }

    private void say(Followed before, Followed.Step step) {
        if (step.effect() instanceof Followed.Effect.Refuse refused) {
            LOG.error(
                    "Switches of {} are refused, revision {}; revision {} stays:\n{}",
                    source.describe(),
                    refused.revision(),
                    step.next().switches().revision(),
                    refused.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        if (!worker.isShutdown()) {
            tell(before, step.next());
        }
    }

    private void tell(Followed before, Followed after) {
        Set<String> changed = before.switches().changedIn(after.switches());
        if (!changed.isEmpty()) {
            LOG.info(
                    "Switches of {}: revision {}; changed: {}",
                    source.describe(),
                    after.switches().revision(),
                    changed);
            tellEach(listener -> listener.changed(changed));
        }
        if (!after.standing().equals(before.standing())) {
            LOG.info("Switches of {}: {}", source.describe(), after.standing());
            tellEach(listener -> listener.stands(after.standing()));
        }
    }

    /** One that throws keeps neither the others nor the source from going on. */
    private void tellEach(Consumer<SwitchListener> telling) {
        for (SwitchListener listener : listeners) {
            try {
                telling.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                LOG.error("A listener to the switches of {} throws; it is told of later changes", source.describe(), e);
            }
        }
    }

    /** Tells a listener of every later change. */
    public void listen(SwitchListener listener) {
        listeners.add(listener);
    }

    /** Tells a listener no more, but for a change that it is being told of. */
    public void forget(SwitchListener listener) {
        listeners.remove(listener);
    }

    /** Returns the switches in force. What is asked of one of these agrees. */
    public Switches now() {
        return followed.switches();
    }

    /** Returns how those in force stand to their document. */
    public Standing standing() {
        return followed.standing();
    }

    /** Returns what went wrong so far, in numbers. */
    public SwitchCounts counts() {
        return counts;
    }

    /** Returns the request of whatever call a thread serves when it asks. */
    public Request call() {
        return call;
    }

    /** Asks a switch for the call that this thread serves. Never throws. */
    public Answer ask(String name, SwitchType wanted) {
        return ask(now(), name, wanted, call);
    }

    /** Asks a switch for a request. Never throws, whatever the request does; what fails is counted. */
    public Answer ask(Switches of, String name, SwitchType wanted, Request request) {
        try {
            Answer answer = of.ask(name, wanted, request, GraySwitches::draw);
            if (answer instanceof Answer.Failed failed) {
                counts.failed(failed.failure());
            }
            return answer;
        } catch (RuntimeException | LinkageError bug) { // as where Dubbo shuts down: the caller goes on (clause S1)
            counts.bug();
            return new Answer.Unanswered(name, bug);
        }
    }

    private static int draw() {
        return ThreadLocalRandom.current().nextInt(Split.BUCKETS);
    }

    /** Returns a switch of true and false; where it cannot be asked, {@code otherwise}. */
    public GraySwitch<Boolean> truth(String name, boolean otherwise) {
        return new GraySwitch<>(this, name, SwitchType.BOOLEAN, otherwise, Values::truth);
    }

    /** Returns a switch of whole numbers; where it cannot be asked, {@code otherwise}. */
    public GraySwitch<Long> whole(String name, long otherwise) {
        return new GraySwitch<>(this, name, SwitchType.INTEGER, otherwise, Values::whole);
    }

    /** Returns a switch of numbers; where it cannot be asked, {@code otherwise}. */
    public GraySwitch<Double> number(String name, double otherwise) {
        return new GraySwitch<>(this, name, SwitchType.NUMBER, otherwise, Values::number);
    }

    /** Returns a switch of texts; where it cannot be asked, {@code otherwise}. */
    public GraySwitch<String> text(String name, String otherwise) {
        return new GraySwitch<>(this, name, SwitchType.STRING, otherwise, Values::text);
    }

    /** Returns a switch of maps, whose values are texts, numbers, truth values, lists, maps and null; or {@code otherwise}. */
    public GraySwitch<Map<String, @Nullable Object>> map(String name, Map<String, @Nullable Object> otherwise) {
        return new GraySwitch<>(this, name, SwitchType.OBJECT, otherwise, Values::map);
    }

    /**
     * Returns the switches that an interface names by its getters, see {@link SwitchGroup}.
     *
     * @throws IllegalArgumentException if it is no such interface; the message says why
     */
    public <T> SwitchGroup<T> group(Class<T> getters) {
        return SwitchGroup.of(this, getters);
    }

    /** Follows no more; the switches in force stay. Waits for no listener. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            source.close();
        } catch (RuntimeException e) { // as of a config centre that is closed already
            LOG.debug("{} is not left in good order", source.describe(), e);
        } finally {
            owner.closed(this);
        }
    }
}
