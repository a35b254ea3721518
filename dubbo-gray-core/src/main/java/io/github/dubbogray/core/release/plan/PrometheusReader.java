package io.github.dubbogray.core.release.plan;

import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.ProblemKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code analysis.source.prometheus} of a plan. */
final class PrometheusReader {

    private static final int MOST_CHARACTERS = 4_000;
    private static final String NUMBER = "[+-]?(\\d{1,17}(\\.\\d{1,17})?|\\.\\d{1,17})([eE][+-]?\\d{1,2})?";

    private final Set<String> names = new HashSet<>();

    private PrometheusReader() {}

    static Optional<Source> read(Fields prometheus) {
        prometheus.only(Set.of("url", "queries"), Set.of());
        Optional<String> url = prometheus.required("url").flatMap(PrometheusReader::readUrl);
        Optional<List<Source.Query>> queries =
                prometheus.required("queries").flatMap(new PrometheusReader()::readQueries);
        return url.flatMap(at -> queries.map(some -> new Source.Prometheus(at, some)));
    }

    private static Optional<String> readUrl(Field url) {
        return url.as(
                "an address, as http://prometheus:9090",
                text -> Optional.of(text)
                        .filter(at -> at.length() <= MOST_CHARACTERS && at.matches("https?://[^\\s?#]+")));
    }

    private Optional<List<Source.Query>> readQueries(Field queries) {
        List<Field> elements = queries.elements(
                        Source.Prometheus.MOST_QUERIES, "queries", "an empty list judges nothing")
                .orElse(List.of());
        List<Source.Query> read = new ArrayList<>();
        elements.forEach(element -> element.fields().flatMap(this::readQuery).ifPresent(read::add));
        return elements.isEmpty() || read.size() < elements.size() ? Optional.empty() : Optional.of(read);
    }

    private Optional<Source.Query> readQuery(Fields query) {
        query.only(Set.of("name", "query", "max"), Set.of());
        Optional<String> name = query.required("name").flatMap(this::readName);
        Optional<String> text = query.required("query")
                .flatMap(field -> field.as(
                        "a query of up to " + MOST_CHARACTERS + " characters",
                        asked -> Optional.of(asked)
                                .filter(found -> !found.isBlank() && found.length() <= MOST_CHARACTERS)));
        Optional<Double> max = query.required("max")
                .flatMap(field -> field.as(
                        "a number",
                        written -> written.matches(NUMBER) ? Optional.of(Double.valueOf(written)) : Optional.empty()));
        return name.flatMap(called -> text.flatMap(asked -> max.map(most -> new Source.Query(called, asked, most))));
    }

    private Optional<String> readName(Field field) {
        return field.token("the name of a query")
                .flatMap(name -> names.add(name)
                        ? Optional.of(name)
                        : field.wrong(ProblemKind.TWICE, "the query '" + name + "' is there twice"));
    }
}
