package io.github.dubbogray.openfeature;

import dev.openfeature.sdk.ImmutableMetadata;
import io.github.dubbogray.core.feature.Answer;
import io.github.dubbogray.core.feature.Switches;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What goes with answers as OpenFeature's flag metadata: application and revision of the document, and the rule if one
 * decided. Made once for each rule of a document, since it is the same for everybody.
 */
final class Notes {

    private static final String NO_RULE = "";

    /** Replaced as a whole by whoever first sees another document; made twice where two do at once. */
    private volatile OfDocument known = new OfDocument(Switches.none(""), new ConcurrentHashMap<>());

    private record OfDocument(Switches document, Map<String, ImmutableMetadata> byRule) {}

    ImmutableMetadata of(Switches document, Answer.Given given) {
        OfDocument now = known;
        if (now.document() != document) { // which is compared as an object: a new text makes a new one
            now = new OfDocument(document, new ConcurrentHashMap<>());
            known = now;
        }
        String rule = given.rule().orElse(NO_RULE);
        ImmutableMetadata made = now.byRule().get(rule);
        return made != null ? made : now.byRule().computeIfAbsent(rule, id -> made(document, id));
    }

    private static ImmutableMetadata made(Switches document, String rule) {
        var metadata = ImmutableMetadata.builder()
                .addString("application", document.application())
                .addString("revision", document.revision());
        return (rule.equals(NO_RULE) ? metadata : metadata.addString("rule", rule)).build();
    }
}
