package io.github.dubbogray.grayctl.live;

import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.nacos.gray.Consumer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom one waits for until all run a revision. Who was seen once and is gone without having run it counts: a process that
 * was stopped looks like that, and runs the old revision when it goes on.
 */
public final class Waiting {

    private final Map<String, Consumer> late = new LinkedHashMap<>();
    private final Map<String, Consumer> arrived = new LinkedHashMap<>();
    private String revision;
    private Set<String> present = Set.of();

    /** Waits for a revision. */
    public Waiting(String revision) {
        this.revision = revision;
    }

    /** Returns the revision that is waited for. */
    public String revision() {
        return revision;
    }

    /** Waits for another revision from now on: whoever ran the one before is late again. */
    public void turnTo(String other) {
        revision = other;
        late.putAll(arrived);
        arrived.clear();
    }

    /** Takes note of who is there now. */
    public void look(List<Consumer> consumers) {
        Set<String> addresses = new LinkedHashSet<>();
        for (Consumer consumer : consumers) {
            addresses.add(consumer.address());
            if (consumer.revision().equals(revision)) {
                arrived.put(consumer.address(), consumer);
                late.remove(consumer.address());
            } else {
                arrived.remove(consumer.address());
                late.put(consumer.address(), consumer);
            }
        }
        present = addresses;
    }

    /** Returns whether all run it, and there is one. */
    public boolean isOver() {
        return late.isEmpty() && !arrived.isEmpty();
    }

    /** Returns how many run it. */
    public int arrived() {
        return arrived.size();
    }

    /** Returns a line for each that does not. */
    public List<String> toLines() {
        return late.values().stream()
                .map(consumer ->
                        Quoted.sentence(consumer.name() + " runs " + consumer.revision() + ", " + consumer.state())
                                + (present.contains(consumer.address()) ? "" : ", and is gone from the registry since"))
                .toList();
    }

    /** Returns who does not. */
    public List<Consumer> late() {
        return List.copyOf(late.values());
    }
}
