package io.github.dubbogray.core.rule;

import io.github.dubbogray.core.rule.argument.ArgumentPath;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads sources as documents spell them. */
final class SourceSpelling {

    private static final Map<String, Source> SINGLE =
            Stream.of(Source.Single.values()).collect(Collectors.toUnmodifiableMap(Source::spelling, source -> source));

    private static final Map<String, Source.Keyed> KEYED = Stream.of(Source.Keyed.values())
            .collect(Collectors.toUnmodifiableMap(Source.Keyed::prefix, sources -> sources));

    /** No method has more than 255 parameters. */
    private static final Pattern ARGUMENT = Pattern.compile("argument\\.(0|[1-9]\\d{0,2})(?:\\.(.*))?", Pattern.DOTALL);

    private SourceSpelling() {}

    static Optional<Source> read(String spelling) {
        int keyBegins = spelling.indexOf('.') + 1;
        Source.Keyed keyed = KEYED.get(spelling.substring(0, keyBegins));
        if (keyed != null) {
            return Optional.of(spelling.substring(keyBegins))
                    .filter(key -> !key.isEmpty())
                    .map(keyed::at);
        }
        Matcher argument = ARGUMENT.matcher(spelling);
        return argument.matches() ? readArgument(argument) : Optional.ofNullable(SINGLE.get(spelling));
    }

    private static Optional<Source> readArgument(Matcher argument) {
        int position = Integer.parseInt(argument.group(1));
        Optional<ArgumentPath> path =
                argument.group(2) == null ? Optional.of(ArgumentPath.WHOLE) : ArgumentPath.of(argument.group(2));
        return path.map(found -> new Source.Argument(position, found));
    }
}
