package io.github.dubbogray.core.document;

import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.core.text.Quoted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lanes that a document may name, stable included. Used by one thread. */
final class LaneNames implements Targets {

    private final Map<String, String> names = new HashMap<>(Map.of(Tag.STABLE, Tag.STABLE));

    /** Made when first asked for, which is after the last name is there. */
    private @Nullable String listed;

    void add(String name) {
        names.put(name, name);
    }

    /**
     * Returns the lane's own name object for one of its spellings, or empty if there is no such lane: rules are many, and a
     * name of its own for each would be a tenth of a table.
     */
    @Override
    public Optional<String> known(String spelling) {
        return Optional.ofNullable(names.get(canonical(spelling)));
    }

    @Override
    public String unknown(String spelling) {
        String declared = listed;
        if (declared == null) {
            declared = Listed.sorted(names.keySet());
            listed = declared;
        }
        return "lane " + Quoted.of(spelling) + " is not declared under lanes; declared are " + declared;
    }

    @Override
    public ProblemKind unknownKind() {
        return ProblemKind.UNKNOWN_LANE;
    }

    @Override
    public String expected() {
        return "the name of a lane or a map of lanes and shares";
    }

    @Override
    public String one() {
        return "lane";
    }

    @Override
    public String twice(String spelling) {
        return "lane stable is there twice: 'default' is another name of it";
    }

    @Override
    public Split split(List<Share> shares) {
        return new Split(shares);
    }

    /** Returns the name under which a lane is known: {@code default} is another spelling of stable. */
    static String canonical(String name) {
        return Tag.isStable(name) ? Tag.STABLE : name;
    }
}
