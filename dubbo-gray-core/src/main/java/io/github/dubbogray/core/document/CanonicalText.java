package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.text.JsonObject;
import java.util.stream.Collectors;

/** What a piece of a document says, in one spelling whatever its layout and comments: two that differ say different things. */
final class CanonicalText {

    private CanonicalText() {}

    static String of(YamlItem item) {
        if (item instanceof YamlItem.Mapping mapping) {
            return mapping.entries().stream()
                    .map(entry -> JsonObject.quoted(entry.key()) + ":" + of(entry.value()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (item instanceof YamlItem.Listing listing) {
            return listing.items().stream().map(CanonicalText::of).collect(Collectors.joining(",", "[", "]"));
        }
        if (item instanceof YamlItem.Scalar scalar) {
            String quoted = JsonObject.quoted(scalar.text());
            return scalar.style() == YamlItem.ScalarStyle.PLAIN ? "~" + quoted : quoted; // "1" and 1 are two values
        }
        return "null";
    }
}
