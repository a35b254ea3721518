package io.github.dubbogray.core.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JSON object whose keys keep the order in which they were put; written without blanks, on one line. For one thread. */
public final class JsonObject {

    private final Map<String, String> written = new LinkedHashMap<>();

    /** Has no key yet. */
    public JsonObject() {}

    public JsonObject put(String key, String text) {
        return putWritten(key, quoted(text));
    }

    public JsonObject putOrNull(String key, @Nullable String text) {
        return putWritten(key, text == null ? "null" : quoted(text));
    }

    public JsonObject put(String key, long number) {
        return putWritten(key, Long.toString(number));
    }

    public JsonObject put(String key, boolean truth) {
        return putWritten(key, Boolean.toString(truth));
    }

    /** Puts a number, a whole one without a point; null where it is none, which JSON cannot write. */
    public JsonObject put(String key, double number) {
        if (!Double.isFinite(number)) {
            return putNull(key);
        }
        return putWritten(
                key,
                number == Math.rint(number) && Math.abs(number) < 1e15
                        ? Long.toString((long) number)
                        : Double.toString(number));
    }

    public JsonObject put(String key, JsonObject object) {
        return putWritten(key, object.toString());
    }

    public JsonObject put(String key, List<JsonObject> objects) {
        return putWritten(key, objects.stream().map(JsonObject::toString).collect(Collectors.joining(",", "[", "]")));
    }

    /** Puts an array of texts. */
    public JsonObject putTexts(String key, List<String> texts) {
        return putWritten(key, texts.stream().map(JsonObject::quoted).collect(Collectors.joining(",", "[", "]")));
    }

    /** Puts an object of texts, in the map's order. */
    public JsonObject putTexts(String key, Map<String, String> texts) {
        JsonObject object = new JsonObject();
        texts.forEach(object::put);
        return put(key, object);
    }

    public JsonObject putNull(String key) {
        return putWritten(key, "null");
    }

    private JsonObject putWritten(String key, String value) {
        written.put(key, value);
        return this;
    }

    @Override
    public String toString() {
        return written.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Returns a text as JSON: in quotes, with everything escaped that must be. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (isEscaped(c)) {
                quoted.append(String.format("\\u%04x", (int) c)); // valid JSON, whatever is unpaired
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Also what JSON takes as it is and YAML, as which our files are read, folds into a space or refuses. */
    private static boolean isEscaped(char c) {
        return Character.isISOControl(c)
                || Character.isSurrogate(c)
                || c == '\u2028'
                || c == '\u2029'
                || c == '\uFEFF'
                || c > '\uFFFD';
    }
}
