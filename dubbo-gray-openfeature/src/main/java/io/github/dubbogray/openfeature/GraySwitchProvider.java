package io.github.dubbogray.openfeature;

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.EventProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.GeneralError;
import io.github.dubbogray.core.feature.SwitchType;
import io.github.dubbogray.feature.GraySwitches;
import io.github.dubbogray.feature.Standing;
import io.github.dubbogray.feature.SwitchCounts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.jspecify.annotations.Nullable;

/**
 * Switches as a provider of OpenFeature.
 *
 * <pre>{@code
 * OpenFeatureAPI.getInstance().setProviderAndWait(GraySwitchProvider.ofNacos("shop", properties));
 * }</pre>
 *
 * <p>Ready means that the document was heard of, be it that there is none. With the last good switches it is stale, and
 * still answers. Where nothing was heard and nothing was kept, its initialization fails, and it becomes ready by itself as
 * soon as there is something.
 */
public final class GraySwitchProvider extends EventProvider {

    private static final String NAME = "dubbo-gray";

    private final Supplier<GraySwitches> following;
    private final Consumer<GraySwitches> ending;
    private final Notes notes = new Notes();

    /** Written under this; null before the initialization and after the shutdown. */
    private volatile @Nullable Open open;

    /** What there is between the two. */
    private record Open(GraySwitches switches, OrderedEvents events) {}

    /**
     * A provider of switches.
     *
     * @param following gives them at the initialization
     * @param ending what becomes of them at the shutdown
     */
    GraySwitchProvider(Supplier<GraySwitches> following, Consumer<GraySwitches> ending) {
        this.following = following;
        this.ending = ending;
    }

    /** Returns a provider of the switches in a file, see {@link GraySwitches#ofFile}. */
    public static GraySwitchProvider ofFile(Path file) {
        return new GraySwitchProvider(() -> GraySwitches.ofFile(file), GraySwitches::close);
    }

    /** Returns a provider of an application's switches in Nacos, see {@link GraySwitches#ofNacos}. */
    public static GraySwitchProvider ofNacos(String application, Properties properties) {
        return new GraySwitchProvider(() -> GraySwitches.ofNacos(application, properties), GraySwitches::close);
    }

    /** Returns a provider of a Dubbo application's switches in its config centre, see {@link GraySwitches#of}. */
    public static GraySwitchProvider of(ApplicationModel model) {
        return new GraySwitchProvider(() -> GraySwitches.of(model), GraySwitches::close);
    }

    /** Returns a provider of switches that are followed already. They go on after its shutdown: who opened them closes them. */
    public static GraySwitchProvider of(GraySwitches followed) {
        return new GraySwitchProvider(() -> followed, shared -> {});
    }

    @Override
    public Metadata getMetadata() {
        return () -> NAME;
    }

    /**
     * Follows the document.
     *
     * @throws GeneralError if nothing good could be had, and nothing was kept
     */
    @Override
    public synchronized void initialize(EvaluationContext context) {
        Open begun = begun();
        begun.events().hold();
        if (begun.switches().standing() instanceof Standing.Lacking lacking) {
            begun.events().release(lacking);
            throw new GeneralError(lacking.why());
        }
        begun.events().release(new Standing.Current()); // which the SDK takes them for
    }

    /** An initialization that failed may be tried again, and follows what it followed. */
    private Open begun() {
        Open known = open;
        if (known == null) {
            GraySwitches followed = following.get();
            known = new Open(followed, new OrderedEvents(followed::standing, this::emit));
            followed.listen(known.events());
            open = known;
        }
        return known;
    }

    /** Follows no more. A provider that was shut down is initialized anew by the SDK, but tells no more events. */
    @Override
    public synchronized void shutdown() {
        Open ended = open;
        open = null;
        if (ended != null) {
            ended.switches().forget(ended.events());
            ended.events().close();
            ending.accept(ended.switches());
        }
        super.shutdown();
    }

    /** Returns what went wrong so far, in numbers; empty before the initialization and after the shutdown. */
    public Optional<SwitchCounts> counts() {
        return Optional.ofNullable(open).map(known -> known.switches().counts());
    }

    private Evaluation asking(@Nullable EvaluationContext context) {
        Open known = open;
        return new Evaluation(known == null ? null : known.switches(), notes, context);
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(
            String key, Boolean otherwise, @Nullable EvaluationContext context) {
        return asking(context).resolve(key, SwitchType.BOOLEAN, otherwise, Resolved::truth);
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(
            String key, String otherwise, @Nullable EvaluationContext context) {
        return asking(context).resolve(key, SwitchType.STRING, otherwise, Resolved::text);
    }

    /** A switch whose value is beyond 32 bits is a mismatch: nothing is cut off in silence. */
    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(
            String key, Integer otherwise, @Nullable EvaluationContext context) {
        return asking(context).resolve(key, SwitchType.INTEGER, otherwise, Resolved::int32);
    }

    @Override
    public ProviderEvaluation<Long> getLongEvaluation(String key, Long otherwise, @Nullable EvaluationContext context) {
        return asking(context).resolve(key, SwitchType.INTEGER, otherwise, Resolved::int64);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(
            String key, Double otherwise, @Nullable EvaluationContext context) {
        return asking(context).resolve(key, SwitchType.NUMBER, otherwise, Resolved::number);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(
            String key, Value otherwise, @Nullable EvaluationContext context) {
        return asking(context).resolve(key, SwitchType.OBJECT, otherwise, Resolved::any);
    }
}
