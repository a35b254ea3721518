package io.github.dubbogray.grayctl.request;

import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.ProblemKind;
import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.rule.Split;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Reads a request as files have it: values by source, as rules spell them, and beside them {@code tag} and {@code bucket}. */
public final class RequestReader {

    private static final String TAG = "tag";
    private static final String BUCKET = "bucket";

    private RequestReader() {}

    /** Reads a request; what is wrong is reported and left out. */
    public static AskedRequest read(Fields request) {
        Map<String, String> values = new TreeMap<>();
        for (YamlItem.Entry entry : request.entries()) {
            if (!entry.key().equals(TAG) && !entry.key().equals(BUCKET)) {
                Optional<Source> source = Source.of(entry.key());
                if (source.isEmpty()) {
                    request.key(entry)
                            .mustBe(
                                    ProblemKind.NOT_A_SOURCE,
                                    "tag, bucket or a source, as attachment.user-id, argument.0.id or method");
                }
                request.field(entry)
                        .text()
                        .ifPresent(text -> source.ifPresent(found -> values.put(found.spelling(), text)));
            }
        }
        Optional<String> tag = request.optional(TAG).flatMap(Field::text);
        OptionalInt bucket = request.optional(BUCKET)
                .flatMap(field -> field.wholeNumber(0, Split.BUCKETS - 1))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
        return new AskedRequest(new HypotheticalRequest(values), tag.orElse(null), bucket);
    }
}
