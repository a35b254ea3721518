package io.github.dubbogray.filter.call;

import java.io.Serial;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attachments of an answer that has none of its own, as most of Triple: one that we put there, in a third of what a hash map
 * takes for it. Everything else becomes a hash map, once it is asked for.
 */
final class AnswerAttachments extends AbstractMap<String, Object> implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String value;

    /** Null while the one attachment is all there is. */
    private @Nullable HashMap<String, Object> more;

    private AnswerAttachments(String key, String value) {
        this.key = key;
        this.value = value;
    }

    static Map<String, Object> of(String key, String value) {
        return new AnswerAttachments(key, value);
    }

    private Map<String, Object> all() {
        HashMap<String, Object> all = more;
        if (all == null) {
            all = new HashMap<>();
            all.put(key, value);
            more = all;
        }
        return all;
    }

    @Override
    public int size() {
        return more == null ? 1 : more.size();
    }

    @Override
    public @Nullable Object get(Object wanted) {
        if (more != null) {
            return more.get(wanted);
        }
        return key.equals(wanted) ? value : null;
    }

    @Override
    public boolean containsKey(Object wanted) {
        return more == null ? key.equals(wanted) : more.containsKey(wanted);
    }

    @Override
    public @Nullable Object put(String added, Object its) {
        boolean isThere = more == null && key.equals(added) && Objects.equals(value, its);
        return isThere ? value : all().put(added, its);
    }

    @Override
    public @Nullable Object remove(Object unwanted) {
        return containsKey(unwanted) ? all().remove(unwanted) : null;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return all().entrySet();
    }
}
