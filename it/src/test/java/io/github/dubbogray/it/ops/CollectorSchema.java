package io.github.dubbogray.it.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which keys a collector's file may have, see {@code ops/collector-schema.yaml} among the test's resources. */
final class CollectorSchema {

    private CollectorSchema() {}

    /** Returns what is wrong with settings; empty if nothing is. */
    static List<String> faults(Map<String, Object> schema, Map<String, Object> settings) {
        List<String> faults = new ArrayList<>();
        check("", schema, settings, faults);
        return faults;
    }

    private static void check(String path, Map<?, ?> schema, Map<?, ?> settings, List<String> faults) {
        settings.forEach((key, value) -> {
            Object one = schema.get(key);
            Object each = schema.get(key + "*");
            if (one == null && each == null) {
                faults.add("no key " + path + key);
            } else if (each == null) {
                check(path + key, one, value, faults);
            } else {
                ((List<?>) value).forEach(element -> check(path + key, each, element, faults));
            }
        });
    }

    private static void check(String path, Object schema, Object value, List<String> faults) {
        if (schema instanceof Map<?, ?> keys && value instanceof Map<?, ?> settings) {
            check(path + ".", keys, settings, faults);
        } else if (!is((schema instanceof String type) ? type : "group of keys", value)) {
            faults.add(path + " is no " + schema + ": " + value);
        }
    }

    private static boolean is(String type, Object value) {
        return switch (type) {
            case "string" -> value instanceof String;
            case "number" -> value instanceof Number;
            case "boolean" -> value instanceof Boolean;
            case "list" -> value instanceof List;
            case "duration" -> value instanceof String text && text.matches("([0-9.]+(ms|s|m|h))+");
            default -> false;
        };
    }
}
