package io.github.dubbogray.grayctl.command;

import io.github.dubbogray.core.address.Address;
import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.text.JsonText;
import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.request.AskedRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A request by flags: what a call has. */
public final class RequestOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set before a command runs
    private CommandSpec command;

    @Option(
            names = {"-A", "--attachment"},
            paramLabel = "KEY=VALUE",
            description = "An attachment. x-gray-tag is the tag that the request carries.")
    private Map<String, String> attachments = new LinkedHashMap<>();

    @Option(names = "--method", description = "The method's name.")
    private @Nullable String method;

    @Option(names = "--service", description = "The interface's name.")
    private @Nullable String service;

    @Option(
            names = "--argument",
            paramLabel = "JSON",
            description = "An argument of the call, in order: '{\"user\":{\"id\":7}}'.")
    private List<String> arguments = new ArrayList<>();

    @Option(names = "--caller", paramLabel = "APPLICATION", description = "The calling application.")
    private @Nullable String caller;

    @Option(names = "--caller-ip", paramLabel = "ADDRESS", description = "The caller's address.")
    private @Nullable String callerIp;

    @Option(names = "--caller-label", paramLabel = "KEY=VALUE", description = "A label of the caller's instance.")
    private Map<String, String> callerLabels = new LinkedHashMap<>();

    @Option(names = "--baggage", paramLabel = "KEY=VALUE", description = "An entry of the trace's baggage.")
    private Map<String, String> baggage = new LinkedHashMap<>();

    @Option(
            names = "--bucket",
            paramLabel = "N",
            description = "The number, 0 to 9999, for a split that no sticky key decides.")
    private @Nullable Integer bucket;

    /** For picocli. */
    public RequestOptions() {}

    /** Returns a request with all of it; what is not said here is as in another one. */
    public AskedRequest over(AskedRequest base) {
        Map<String, String> values = new TreeMap<>(base.request().values());
        Map<String, String> plain = new LinkedHashMap<>(attachments);
        String carried = plain.remove(AskedRequest.TAG);
        put(values, Source.Keyed.ATTACHMENT, plain);
        put(values, Source.Keyed.LABEL, labels());
        put(values, Source.Keyed.BAGGAGE, baggage);
        put(values, Source.Single.METHOD, method);
        put(values, Source.Single.SERVICE, service);
        put(values, Source.Single.APPLICATION, caller);
        put(values, Source.Single.ADDRESS, address());
        return new AskedRequest(
                new HypotheticalRequest(values, arguments()),
                carried == null ? base.tag() : carried,
                bucket == null ? base.bucket() : OptionalInt.of(checkedBucket(bucket)));
    }

    private static void put(Map<String, String> values, Source.Keyed among, Map<String, String> added) {
        added.forEach((key, value) -> values.put(among.spelling(key), value));
    }

    private static void put(Map<String, String> values, Source.Single source, @Nullable String value) {
        if (value != null) {
            values.put(source.spelling(), value);
        }
    }

    private int checkedBucket(int number) {
        if (number < 0 || number >= Split.BUCKETS) {
            throw wrong("--bucket is " + number + ", must be 0 to " + (Split.BUCKETS - 1));
        }
        return number;
    }

    private @Nullable String address() {
        if (callerIp != null && Address.read(callerIp).isEmpty()) {
            throw wrong("--caller-ip is " + Quoted.of(callerIp) + ", must be an address, as 10.0.0.7 or ::1");
        }
        return callerIp;
    }

    private Map<String, String> labels() {
        callerLabels.forEach((key, value) -> {
            if (!PairSyntax.isToken(key) || !PairSyntax.isToken(value)) {
                throw wrong("--caller-label is " + Quoted.of(key + "=" + value) + ", key and value must each be "
                        + PairSyntax.tokenRule());
            }
        });
        return callerLabels;
    }

    private List<@Nullable Object> arguments() {
        List<@Nullable Object> read = new ArrayList<>();
        for (String json : arguments) {
            if (JsonText.read(json) instanceof JsonText.Reading.Read value) {
                read.add(value.value());
            } else {
                throw wrong("--argument " + Quoted.of(json) + " is not JSON: "
                        + ((JsonText.Reading.Malformed) JsonText.read(json)).problem());
            }
        }
        return read;
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
