package io.github.dubbogray.observability.qos;

import io.github.dubbogray.core.address.Address;
import io.github.dubbogray.core.explain.HypotheticalRequest;
import io.github.dubbogray.core.explain.Question;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.text.JsonText;
import io.github.dubbogray.router.GrayApplication;
import io.github.dubbogray.router.route.RoutedReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request as it is typed; what is not said of the caller is what this application is. */
sealed interface RequestLine {

    String ATTACHMENT = "-A";
    String ARGUMENT = "--argument";
    String CALLER = "--caller";
    String CALLER_IP = "--caller-ip";
    String CALLER_LABEL = "--caller-label";
    String BAGGAGE = "--baggage";
    String BUCKET = "--bucket";

    Set<String> OPTIONS = Set.of(ATTACHMENT, ARGUMENT, CALLER, CALLER_IP, CALLER_LABEL, BAGGAGE, BUCKET);

    String USAGE = "[-A key=value]… [--argument JSON]… [--caller application] [--caller-ip ip]"
            + " [--caller-label key=value]… [--baggage key=value]… [--bucket n] [--json]";

    /** It can be read. */
    record Read(Question question) implements RequestLine {}

    /** It cannot: why, in a sentence without a full stop. */
    record Malformed(String problem) implements RequestLine {}

    /** Reads the request of a command line whose words are service and method. */
    static RequestLine read(
            CommandLine.Read line, String application, GrayApplication gray, RoutedReference reference) {
        return new Reader(line).read(application, gray, reference);
    }

    /** Reads one line; the first problem is the answer. For one thread. */
    final class Reader {

        private static final Pattern BUCKETS = Pattern.compile("[0-9]{1,4}");

        private final CommandLine.Read line;
        private final Map<String, String> values = new HashMap<>();
        private @Nullable String problem;

        private Reader(CommandLine.Read line) {
            this.line = line;
        }

        private RequestLine read(String application, GrayApplication gray, RoutedReference reference) {
            values.put(Source.Single.METHOD.spelling(), line.words().get(1).text());
            values.put(Source.Single.SERVICE.spelling(), reference.serviceInterface());
            values.put(Source.Single.APPLICATION.spelling(), last(CALLER, application));
            values.put(Source.Single.ADDRESS.spelling(), address(reference.host()));
            pairs(ATTACHMENT, Source.Keyed.ATTACHMENT);
            pairs(BAGGAGE, Source.Keyed.BAGGAGE);
            if (line.all(CALLER_LABEL).isEmpty()) {
                gray.labels().toMap().forEach((key, value) -> values.put(Source.Keyed.LABEL.spelling(key), value));
            }
            pairs(CALLER_LABEL, Source.Keyed.LABEL);
            List<@Nullable Object> arguments = arguments();
            int draw = draw(gray);
            return problem == null
                    ? new Read(new Question(
                            new HypotheticalRequest(values, arguments),
                            values.get(Source.Keyed.ATTACHMENT.spelling(Tag.KEY)),
                            draw))
                    : new Malformed(problem);
        }

        private String last(String option, String otherwise) {
            List<CommandLine.Argument> all = line.all(option);
            return all.isEmpty() ? otherwise : all.get(all.size() - 1).text();
        }

        private String address(String own) {
            for (CommandLine.Argument given : line.all(CALLER_IP)) {
                if (Address.read(given.text()).isEmpty()) {
                    wrong(given, CALLER_IP, "an IP address");
                }
            }
            return last(CALLER_IP, own);
        }

        private void pairs(String option, Source.Keyed source) {
            for (CommandLine.Argument pair : line.all(option)) {
                int equals = pair.text().indexOf('=');
                if (equals < 1) {
                    wrong(pair, option, "key=value");
                } else {
                    values.put(
                            source.spelling(pair.text().substring(0, equals)),
                            pair.text().substring(equals + 1));
                }
            }
        }

        private List<@Nullable Object> arguments() {
            List<@Nullable Object> arguments = new ArrayList<>();
            for (CommandLine.Argument given : line.all(ARGUMENT)) {
                JsonText.Reading reading = JsonText.read(given.text());
                if (reading instanceof JsonText.Reading.Read read) {
                    arguments.add(read.value());
                } else {
                    wrong(given, ARGUMENT, "JSON (" + ((JsonText.Reading.Malformed) reading).problem() + ")");
                }
            }
            return arguments;
        }

        private int draw(GrayApplication gray) {
            for (CommandLine.Argument given : line.all(BUCKET)) {
                if (!BUCKETS.matcher(given.text()).matches()) {
                    wrong(given, BUCKET, "a whole number from 0 to " + (Split.BUCKETS - 1));
                }
            }
            return problem == null && !line.all(BUCKET).isEmpty()
                    ? Integer.parseInt(last(BUCKET, "0"))
                    : (int) gray.surroundings().below(Split.BUCKETS);
        }

        private void wrong(CommandLine.Argument given, String option, String wanted) {
            if (problem == null) {
                problem = given.describe() + " must be " + wanted + ", as it follows " + option;
            }
        }
    }
}
