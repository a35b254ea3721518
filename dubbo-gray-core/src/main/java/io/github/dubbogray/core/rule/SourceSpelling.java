package io.github.dubbogray.core.rule;

import io.github.dubbogray.core.rule.argument.ArgumentPath;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sources as documents spell them. */
final class SourceSpelling {

    private static final Map<String, Source> PLAIN = Map.of(
            Source.Method.SPELLING, new Source.Method(),
            Source.Service.SPELLING, new Source.Service(),
            Source.Application.SPELLING, new Source.Application(),
            Source.Address.SPELLING, new Source.Address());

    private static final Map<String, Function<String, Source>> KEYED = Map.of(
            Source.Attachment.PREFIX, Source.Attachment::new,
            Source.Label.PREFIX, Source.Label::new,
            Source.Baggage.PREFIX, Source.Baggage::new,
            Source.Header.PREFIX, Source.Header::new,
            Source.Cookie.PREFIX, Source.Cookie::new,
            Source.Query.PREFIX, Source.Query::new);

    /** No method has more than 255 parameters. */
    private static final Pattern ARGUMENT = Pattern.compile("argument\\.(0|[1-9]\\d{0,2})(?:\\.(.*))?", Pattern.DOTALL);

    private SourceSpelling() {}

    static Optional<Source> read(String spelling) {
        int keyBegins = spelling.indexOf('.') + 1;
        Function<String, Source> keyed = KEYED.get(spelling.substring(0, keyBegins));
        if (keyed != null) {
            return Optional.of(spelling.substring(keyBegins))
                    .filter(key -> !key.isEmpty())
                    .map(keyed);
        }
        Matcher argument = ARGUMENT.matcher(spelling);
        return argument.matches() ? readArgument(argument) : Optional.ofNullable(PLAIN.get(spelling));
    }

    private static Optional<Source> readArgument(Matcher argument) {
        int position = Integer.parseInt(argument.group(1));
        Optional<ArgumentPath> path =
                argument.group(2) == null ? Optional.of(ArgumentPath.WHOLE) : ArgumentPath.of(argument.group(2));
        return path.map(found -> new Source.Argument(position, found));
    }
}
