package io.github.dubbogray.filter.context;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.context.ContextCompanion.Undo;
import io.github.dubbogray.filter.mishap.Mishap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.dubbo.common.logger.Logger;
import org.apache.dubbo.common.logger.LoggerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The carriers that follow {@link RequestScope}, in the order in which they came. Without one, a scope costs nothing more.
 * One that fails is left out from then on: the tag itself goes on (clause D4).
 */
public final class Companions {

    private static final Logger LOG = LoggerFactory.getLogger(Companions.class);
    private static final ContextCompanion[] NONE = {};

    /** Replaced as a whole under this class; an array, whose elements are visited without an iterator. */
    private static volatile ContextCompanion[] all = NONE;

    private Companions() {}

    /** Lets a carrier follow every scope that begins from now on. */
    public static synchronized void add(ContextCompanion companion) {
        all = Stream.concat(Stream.of(all), Stream.of(companion)).toArray(ContextCompanion[]::new);
    }

    /** Lets a carrier follow no more scopes. */
    public static synchronized void remove(ContextCompanion companion) {
        all = Stream.of(all).filter(other -> !other.equals(companion)).toArray(ContextCompanion[]::new);
    }

    /** Returns those that follow now. */
    public static List<ContextCompanion> all() {
        return List.of(all);
    }

    /** Tells all of them; returns null if there is nothing to undo. */
    static @Nullable Undo enter(@Nullable Tag tag) {
        Undo undo = null;
        for (ContextCompanion companion : all) {
            undo = after(enter(companion, tag), undo);
        }
        return undo;
    }

    /** Undoes the last first. */
    private static @Nullable Undo after(@Nullable Undo last, @Nullable Undo before) {
        if (last == null || before == null) {
            return last == null ? before : () -> undo(last);
        }
        return () -> {
            undo(last);
            undo(before);
        };
    }

    private static @Nullable Undo enter(ContextCompanion companion, @Nullable Tag tag) {
        try {
            return companion.entered(tag);
        } catch (Throwable bug) {
            remove(companion);
            Mishap.log(
                    LOG, companion.getClass().getName() + " does not follow the tag any more, because it failed.", bug);
            return null;
        }
    }

    private static void undo(Undo undo) {
        try {
            undo.undo();
        } catch (Throwable bug) {
            Mishap.log(LOG, undo.getClass().getName() + " failed to put back what was there before.", bug);
        }
    }
}
