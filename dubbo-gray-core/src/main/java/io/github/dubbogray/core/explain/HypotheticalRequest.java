package io.github.dubbogray.core.explain;

import io.github.dubbogray.core.address.Address;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that nobody sent.
 *
 * @param values what it has, by source as documents spell it: {@code attachment.user-id}, {@code argument.0.user.id},
 *     {@code method}; where a method, service or application is not said, it is empty
 * @param arguments whole arguments by their position, as {@link io.github.dubbogray.core.text.JsonText} reads them; they go
 *     before what {@code values} say of arguments
 */
public record HypotheticalRequest(Map<String, String> values, List<@Nullable Object> arguments) implements Request {

    public HypotheticalRequest {
        values = Map.copyOf(values);
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments)); // one of them may be null
    }

    /** A request of which every argument is said by its parts. */
    public HypotheticalRequest(Map<String, String> values) {
        this(values, List.of());
    }

    /** A key that is not there letter by letter is looked up once more in lower case, as Dubbo does. */
    @Override
    public @Nullable String attachment(String key) {
        String exact = values.get(Source.Keyed.ATTACHMENT.spelling(key));
        return exact != null ? exact : values.get(Source.Keyed.ATTACHMENT.spelling(key.toLowerCase(Locale.ROOT)));
    }

    @Override
    public String method() {
        return single(Source.Single.METHOD);
    }

    @Override
    public String service() {
        return single(Source.Single.SERVICE);
    }

    @Override
    public String application() {
        return single(Source.Single.APPLICATION);
    }

    @Override
    public @Nullable Object argument(int position) {
        if (position < arguments.size()) {
            return arguments.get(position);
        }
        String whole = Source.Argument.spelling(position);
        if (values.containsKey(whole)) {
            return values.get(whole);
        }
        Map<String, Object> fields = new TreeMap<>();
        values.forEach((source, value) -> {
            if (source.startsWith(whole + ".")) {
                put(fields, source.substring(whole.length() + 1), value);
            }
        });
        return fields.isEmpty() ? null : fields;
    }

    @Override
    public @Nullable String callerAddress() {
        return Address.canonical(values.get(Source.Single.ADDRESS.spelling()));
    }

    @Override
    public @Nullable String callerLabel(String key) {
        return values.get(Source.Keyed.LABEL.spelling(key));
    }

    @Override
    public @Nullable String baggage(String key) {
        return values.get(Source.Keyed.BAGGAGE.spelling(key));
    }

    @Override
    public @Nullable String header(String name) {
        String wanted = Source.Keyed.HEADER.spelling(name);
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(wanted))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable String cookie(String name) {
        return values.get(Source.Keyed.COOKIE.spelling(name));
    }

    @Override
    public @Nullable String query(String name) {
        return values.get(Source.Keyed.QUERY.spelling(name));
    }

    @Override
    public @Nullable String tag() {
        return values.get(Source.Placed.TAG.spelling());
    }

    @Override
    public @Nullable String lane() {
        return values.get(Source.Placed.LANE.spelling());
    }

    private String single(Source.Single source) {
        return values.getOrDefault(source.spelling(), "");
    }

    /** Puts a value where a path of keys leads, a map for each key but the last. */
    @SuppressWarnings("unchecked") // the maps are the ones made here
    private static void put(Map<String, Object> fields, String path, String value) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            fields.putIfAbsent(path, value);
            return;
        }
        Object inner = fields.computeIfAbsent(path.substring(0, dot), key -> new TreeMap<String, Object>());
        if (inner instanceof Map<?, ?> map) {
            put((Map<String, Object>) map, path.substring(dot + 1), value);
        }
    }
}
