package io.github.dubbogray.core.rule.index;

import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Request;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.rule.Target;
import io.github.dubbogray.core.rule.argument.Inside;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The paths into arguments that rules look at in several places. Each is gone once for a request: what stands at its steps
 * are getters, which are the application's own code. A whole argument is no path, so that rules that ask for texts alone
 * allocate nothing.
 */
final class RepeatedArguments {

    private final Set<Source.Argument> repeated;

    private RepeatedArguments(Set<Source.Argument> repeated) {
        this.repeated = repeated;
    }

    static RepeatedArguments in(List<Rule> rules) {
        Set<Source.Argument> seen = new HashSet<>();
        Set<Source.Argument> repeated = new HashSet<>();
        rules.stream()
                .flatMap(RepeatedArguments::sources)
                .filter(source -> source.path().length() > 0 && !seen.add(source))
                .forEach(repeated::add);
        return new RepeatedArguments(repeated);
    }

    private static Stream<Source.Argument> sources(Rule rule) {
        Stream<Source> key = rule.target() instanceof Target.Sticky sticky ? Stream.of(sticky.key()) : Stream.empty();
        return Stream.concat(sources(rule.condition()), key)
                .filter(Source.Argument.class::isInstance)
                .map(Source.Argument.class::cast);
    }

    private static Stream<Source> sources(Condition condition) {
        if (condition instanceof Condition.All all) {
            return all.parts().stream().flatMap(RepeatedArguments::sources);
        }
        if (condition instanceof Condition.Any any) {
            return any.alternatives().stream().flatMap(RepeatedArguments::sources);
        }
        return Stream.of(((Condition.Leaf) condition).source());
    }

    /** Returns a request that remembers what they lead to; the same one where there are none. For one thread. */
    Request over(Request request) {
        return repeated.isEmpty() ? request : new Remembering(request);
    }

    /** A request that goes each of the paths once. */
    private final class Remembering implements Request {

        private final Request request;

        /** Null until one of the paths is asked for: most requests are claimed, or passed by, before. */
        private @Nullable Map<Source.Argument, Inside> known;

        Remembering(Request request) {
            this.request = request;
        }

        @Override
        public @Nullable String textIn(Source.Argument source) {
            return repeated.contains(source) ? inside(source).text() : request.textIn(source);
        }

        @Override
        public boolean has(Source.Argument source) {
            return repeated.contains(source) ? inside(source).exists() : request.has(source);
        }

        private Inside inside(Source.Argument source) {
            Map<Source.Argument, Inside> before = known == null ? new HashMap<>() : known;
            known = before;
            return before.computeIfAbsent(source, first -> first.path().lookInto(request.argument(first.position())));
        }

        @Override
        public @Nullable Object argument(int position) {
            return request.argument(position);
        }

        @Override
        public @Nullable String attachment(String key) {
            return request.attachment(key);
        }

        @Override
        public String method() {
            return request.method();
        }

        @Override
        public String service() {
            return request.service();
        }

        @Override
        public String application() {
            return request.application();
        }

        @Override
        public @Nullable String callerAddress() {
            return request.callerAddress();
        }

        @Override
        public @Nullable String callerLabel(String key) {
            return request.callerLabel(key);
        }

        @Override
        public @Nullable String baggage(String key) {
            return request.baggage(key);
        }

        @Override
        public @Nullable String header(String name) {
            return request.header(name);
        }

        @Override
        public @Nullable String cookie(String name) {
            return request.cookie(name);
        }

        @Override
        public @Nullable String query(String name) {
            return request.query(name);
        }

        @Override
        public void foundTooLong(Source source) {
            request.foundTooLong(source);
        }
    }
}
