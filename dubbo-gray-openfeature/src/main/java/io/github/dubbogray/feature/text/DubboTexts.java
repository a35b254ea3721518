package io.github.dubbogray.feature.text;

import io.github.dubbogray.router.document.ConfigCentre;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A document in Dubbo's config centre. That answers a failed fetch as it answers a missing document, with nothing; so nothing
 * fetched counts as gone only after {@value #CONFIRMATIONS} such answers of a reachable config centre in a row.
 */
public final class DubboTexts implements TextSource {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int CONFIRMATIONS = 3;

    private final String dataId;
    private final Supplier<Optional<ConfigCentre>> configured;

    /** The very same each time, so that a config centre has it once. */
    private final Consumer<String> pushes = this::pushed;

    /** Guarded by this, as all below. */
    private @Nullable ConfigCentre centre;

    private @Nullable Consumer<Heard> told;
    private boolean isSettled;

    /**
     * Follows a document.
     *
     * @param configured gives the config centre, which Dubbo may not have made yet
     */
    public DubboTexts(String dataId, Supplier<Optional<ConfigCentre>> configured) {
        this.dataId = dataId;
        this.configured = configured;
    }

    @Override
    public String describe() {
        return "Dubbo's config centre, data id " + dataId;
    }

    @Override
    public synchronized void begin(Consumer<Heard> listening) {
        told = listening;
        recheck();
    }

    @Override
    public synchronized void recheck() {
        if (isSettled || told == null) {
            return;
        }
        try {
            ask();
        } catch (RuntimeException e) { // whatever the config centre throws, it is asked again
            tell(new Heard.Away(describe() + ": " + e));
        }
    }

    private void ask() {
        ConfigCentre asked = followed().orElse(null);
        if (asked == null) {
            tell(new Heard.Away("this application has no config centre"));
            return;
        }
        String text = fetched(asked);
        boolean isReachable = asked.isReachable();
        if (!text.isBlank() || isReachable) {
            tell(text.isBlank() ? new Heard.Gone() : new Heard.Text(text));
        }
        isSettled = isReachable;
        if (!isReachable) {
            tell(new Heard.Away(describe() + ": it does not answer"));
        }
    }

    private String fetched(ConfigCentre asked) {
        String text = "";
        for (int i = 0; i < CONFIRMATIONS && text.isBlank(); i++) {
            text = asked.fetch(dataId).orElse("");
        }
        return text;
    }

    private Optional<ConfigCentre> followed() {
        if (centre == null) {
            Optional<ConfigCentre> found = configured.get();
            found.ifPresent(made -> {
                made.follow(dataId, pushes);
                centre = made;
            });
        }
        return Optional.ofNullable(centre);
    }

    private synchronized void pushed(String text) {
        isSettled = true;
        tell(text.isBlank() ? new Heard.Gone() : new Heard.Text(text));
    }

    private void tell(Heard heard) {
        if (told != null) {
            told.accept(heard);
        }
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public synchronized void close() {
        told = null;
        if (centre != null) {
            centre.forget(dataId, pushes);
        }
    }
}
