package io.github.dubbogray.core.feature;

import io.github.dubbogray.core.rule.Request;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** All switches of one application's document; immutable, so what is asked of one of these agrees. */
public final class Switches {

    /** The revision where there is no document. */
    public static final String NO_REVISION = "none";

    private final String application;
    private final String revision;
    private final Map<String, Switch> switches;

    /**
     * The switches of a document, in its order.
     *
     * @param revision names the text that made it
     */
    public Switches(String application, String revision, List<Switch> switches) {
        Map<String, Switch> byName = new LinkedHashMap<>();
        switches.forEach(one -> byName.put(one.name(), one));
        this.application = application;
        this.revision = revision;
        this.switches = Collections.unmodifiableMap(byName);
    }

    /** Returns those of an application without a document: none. */
    public static Switches none(String application) {
        return new Switches(application, NO_REVISION, List.of());
    }

    /** Returns the application that the document names. */
    public String application() {
        return application;
    }

    /** Returns the name of the text that made it. */
    public String revision() {
        return revision;
    }

    /** Returns whether a document made this. */
    public boolean hasDocument() {
        return !revision.equals(NO_REVISION);
    }

    /** Returns all of them, in the document's order. */
    public List<Switch> all() {
        return List.copyOf(switches.values());
    }

    /** Returns the switch of a name. */
    public Optional<Switch> named(String name) {
        return Optional.ofNullable(switches.get(name));
    }

    /**
     * Asks a switch. Never throws. Allocates nothing but where it fails.
     *
     * @param wanted the type that the caller can do with; an integer does for a number, and nothing else for another type
     * @param draw gives a random number from 0 to 9 999; asked at most once
     */
    public Answer ask(String name, SwitchType wanted, Request request, IntSupplier draw) {
        Switch found = switches.get(name);
        if (found == null) {
            return new Answer.Missing(name, this);
        }
        return found.type() == wanted || (found.type() == SwitchType.INTEGER && wanted == SwitchType.NUMBER)
                ? found.ask(request, draw)
                : new Answer.Mismatched(found, wanted);
    }

    /**
     * Asks a boolean switch; where that fails, the caller's default. Never throws, allocates nothing.
     *
     * @param draw gives a random number from 0 to 9 999; asked at most once
     */
    public boolean isOn(String name, boolean otherwise, Request request, IntSupplier draw) {
        Switch found = switches.get(name);
        return found == null
                ? otherwise
                : truth(found.ask(request, draw).variant().value(), otherwise);
    }

    private static boolean truth(SwitchValue value, boolean otherwise) {
        return value instanceof SwitchValue.Truth truth ? truth.value() : otherwise;
    }

    /** Returns the names of the switches that are only here, only there, or not the same here and there, sorted. */
    public Set<String> changedIn(Switches later) {
        Set<String> changed = new TreeSet<>(switches.keySet());
        changed.addAll(later.switches.keySet());
        changed.removeIf(name -> revisionOf(switches.get(name)).equals(revisionOf(later.switches.get(name))));
        return changed;
    }

    private static String revisionOf(@Nullable Switch one) {
        return one == null ? "" : one.definition().revision();
    }
}
