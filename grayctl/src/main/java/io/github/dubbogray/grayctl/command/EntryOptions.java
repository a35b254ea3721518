package io.github.dubbogray.grayctl.command;

import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.grayctl.request.AskedRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** What a request has besides where it enters by HTTP. */
final class EntryOptions {

    @Option(names = "--header", paramLabel = "NAME=VALUE", description = "A header, at an HTTP entry.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(names = "--cookie", paramLabel = "NAME=VALUE", description = "A cookie, at an HTTP entry.")
    private Map<String, String> cookies = new LinkedHashMap<>();

    @Option(names = "--query", paramLabel = "NAME=VALUE", description = "A parameter of the query, at an HTTP entry.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    /** Returns a request with all of it besides what another one has. */
    AskedRequest over(AskedRequest base) {
        Map<String, String> values = new TreeMap<>(base.request().values());
        headers.forEach((name, value) -> values.put(Source.Keyed.HEADER.spelling(name), value));
        cookies.forEach((name, value) -> values.put(Source.Keyed.COOKIE.spelling(name), value));
        parameters.forEach((name, value) -> values.put(Source.Keyed.QUERY.spelling(name), value));
        return new AskedRequest(new HypotheticalRequest(values, base.request().arguments()), base.tag(), base.bucket());
    }
}
