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
 * too, and is asked {@value #CONFIRMATIONS} times in a row, once at each recheck. While the config centre is not reachable, a
 * fetch gives the copy of its client, which is asked for where nothing was heard yet.
 *
 * <p>Begun and rechecked by one thread at a time; pushes come on any. The config centre is asked outside of the lock.
 */
public final class DubboTexts implements TextSource {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int CONFIRMATIONS = 3;
    private static final long NEVER = -1;

    /** Once it has answered, changes are pushed; so whether it is still there is asked at every fifth recheck. */
    private static final int RECHECKS_OF_SETTLED = 5;

    private final String dataId;
    private final Supplier<Optional<ConfigCentre>> configured;

    /** The very same each time, so that a config centre has it once. */
    private final Consumer<String> pushes = this::pushed;

    /** Guarded by this, as all below. */
    private @Nullable ConfigCentre centre;

    private @Nullable Consumer<Heard> told;
    private boolean isSettled;

    /** The connection on which the document was last seen. */
    private long seenOn = NEVER;

    private boolean hasText;

    /** Whether whether it can be reached says anything: never of one whose address is not known. */
    private boolean wasReachable;

    private boolean isCopyAsked;
    private int emptyInARow;
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
        return told != null && (!isSettled || (wasReachable && rechecks % RECHECKS_OF_SETTLED == 0));
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
        boolean isFirst = asked == centre && !isCopyAsked;
        isCopyAsked |= isFirst;
        return isFirst;
    }

    /** After a loss of the connection, whether the document is still there is asked once. */
    private synchronized boolean isToBeFetched(Connection connection) {
        wasReachable = true;
        return !isSettled || (hasText && !connection.isStill(seenOn));
    }

    private synchronized void fetched(String text, Connection connection) {
        if (isSettled && connection.isStill(seenOn)) {
            return; // what was pushed meanwhile is newer
        }
        if (!text.isBlank()) {
            settled(text, connection);
            return;
        }
        emptyInARow++;
        if (emptyInARow < CONFIRMATIONS) {
            tell(new Heard.Unconfirmed(describe() + ": it answered nothing, and is asked again"));
        } else {
            missing();
        }
    }

    private synchronized void pushed(String text) {
        ConfigCentre known = centre;
        Connection connection = known == null ? Connection.UNTOLD : known.connection();
        if (text.isBlank() && !connection.isStill(seenOn)) {
            missing();
        } else {
            settled(text, connection);
        }
    }

    /** There is none, and nobody was seen to remove it. */
    private void missing() {
        settle(false);
        tell(new Heard.Unconfirmed(describe() + ": it has none, and nobody was seen to remove one"));
    }

    private void settled(String text, Connection connection) {
        settle(!text.isBlank());
        seenOn = connection.number();
        tell(hasText ? new Heard.Text(text) : new Heard.Gone());
    }

    private void settle(boolean isThere) {
        isSettled = true;
        hasText = isThere;
        isCopyAsked = true; // what is heard now is no older than any copy
        emptyInARow = 0;
    }

    private synchronized void away(Heard heard) {
        isSettled = false;
        emptyInARow = 0;
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
