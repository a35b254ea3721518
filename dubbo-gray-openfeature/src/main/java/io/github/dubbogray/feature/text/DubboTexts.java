package io.github.dubbogray.feature.text;

import io.github.dubbogray.router.connection.Connection;
import io.github.dubbogray.router.document.ConfigCentre;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A document in Dubbo's config centre. It is gone where its removal is pushed on the connection on which it was seen last; any
 * other may be the doing of a config centre that lost its data, or of a question that failed, which is answered with nothing
 * too, and is asked three times in a row, once at each recheck. While the config centre is not reachable, a
 * fetch gives the copy of its client, which is asked for where nothing was heard yet.
 *
 * <p>Begun and rechecked by one thread at a time; pushes come on any. The config centre is asked outside of the lock.
 */
public final class DubboTexts implements TextSource {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /** Once it has answered, changes are pushed; so whether it is still there is asked at every fifth recheck. */
    private static final int RECHECKS_OF_SETTLED = 5;

    private final String dataId;
    private final Supplier<Optional<ConfigCentre>> configured;

    /** The very same each time, so that a config centre has it once. */
    private final Consumer<String> pushes = this::pushed;

    /** Guarded by this, as all below. */
    private @Nullable ConfigCentre centre;

    private @Nullable Consumer<Heard> told;
    private Sight sight = Sight.Unsettled.FIRST;

    /** Whether whether it can be reached says anything: never of one whose address is not known. */
    private boolean wasReachable;

    private int rechecks;

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
    public void begin(Consumer<Heard> listening) {
        synchronized (this) {
            told = listening;
        }
        recheck();
    }

    @Override
    public void recheck() {
        if (!isDue()) {
            return;
        }
        try {
            ask();
        } catch (RuntimeException e) { // whatever the config centre throws, it is asked again
            away(new Heard.Away(describe() + ": " + e));
        }
    }

    private synchronized boolean isDue() {
        rechecks++;
        return told != null
                && (sight instanceof Sight.Unsettled || (wasReachable && rechecks % RECHECKS_OF_SETTLED == 0));
    }

    private void ask() {
        ConfigCentre asked = followed().orElse(null);
        if (asked == null) {
            away(new Heard.Away("this application has no config centre"));
        } else if (!asked.isReachable()) {
            away(unreachable(asked));
        } else {
            Connection connection = asked.connection();
            if (isToBeFetched(connection)) {
                fetched(asked.fetch(dataId).orElse(""), connection);
            }
        }
    }

    private Heard unreachable(ConfigCentre asked) {
        String why = describe() + ": it does not answer";
        Optional<String> copy = isCopyWanted(asked) ? asked.fetch(dataId) : Optional.empty();
        return copy.filter(text -> !text.isBlank())
                .<Heard>map(text -> new Heard.Copy(text, why))
                .orElseGet(() -> new Heard.Away(why));
    }

    private synchronized boolean isCopyWanted(ConfigCentre asked) {
        if (asked != centre || !(sight instanceof Sight.Unsettled known) || known.copy() == Sight.Copy.ASKED_FOR) {
            return false;
        }
        sight = known.copied();
        return true;
    }

    private synchronized boolean isToBeFetched(Connection connection) {
        wasReachable = true;
        return sight.isToBeAsked(connection);
    }

    private synchronized void fetched(String text, Connection connection) {
        if (sight instanceof Sight.Settled && connection.isStill(sight.seenOn())) {
            return; // what was pushed meanwhile is newer
        }
        if (!text.isBlank()) {
            seen(text, connection);
            return;
        }
        Sight now = sight.empty();
        if (now.emptyInARow() > 0) {
            sight = now;
            tell(new Heard.Unconfirmed(describe() + ": it answered nothing, and is asked again"));
        } else {
            missing();
        }
    }

    private synchronized void pushed(String text) {
        ConfigCentre known = centre;
        Connection connection = known == null ? Connection.UNTOLD : known.connection();
        if (text.isBlank() && !connection.isStill(sight.seenOn())) {
            missing();
        } else {
            seen(text, connection);
        }
    }

    private void missing() {
        sight = sight.missing();
        tell(new Heard.Unconfirmed(describe() + ": it has none, and nobody was seen to remove one"));
    }

    private void seen(String text, Connection connection) {
        Sight.Settled now = sight.seen(text, connection);
        sight = now;
        tell(now.isThere() ? new Heard.Text(text) : new Heard.Gone());
    }

    private synchronized void away(Heard heard) {
        sight = sight.away();
        tell(heard);
    }

    /** One that Dubbo has not made, or not yet, is asked for anew each time. */
    private Optional<ConfigCentre> followed() {
        Optional<ConfigCentre> known = known();
        if (known.isPresent()) {
            return known;
        }
        Optional<ConfigCentre> found = configured.get();
        found.filter(made -> !(made instanceof ConfigCentre.Missing)).ifPresent(this::follow);
        return found;
    }

    private void follow(ConfigCentre made) {
        made.follow(dataId, pushes);
        if (!isKept(made)) {
            made.forget(dataId, pushes); // closed meanwhile
        }
    }

    private synchronized Optional<ConfigCentre> known() {
        return Optional.ofNullable(centre);
    }

    private synchronized boolean isKept(ConfigCentre made) {
        boolean isOpen = told != null;
        if (isOpen) {
            centre = made;
        }
        return isOpen;
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

    /** The config centre is left outside of the lock, which its client may wait for while it calls back. */
    @Override
    public void close() {
        left().ifPresent(followed -> followed.forget(dataId, pushes));
    }

    private synchronized Optional<ConfigCentre> left() {
        told = null;
        return Optional.ofNullable(centre);
    }
}
