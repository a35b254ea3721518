package io.github.dubbogray.core.record;

import io.github.dubbogray.core.text.JsonText;
import io.github.dubbogray.core.text.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordingText} writes. For one text. */
public final class RecordingReader {

    private final List<RecordedProcess> done = new ArrayList<>();
    private final Map<Asked, Asked> shared = new HashMap<>();
    private @Nullable Header header;
    private List<RecordedDecision> decisions = new ArrayList<>();

    /** What a process begins with. */
    private record Header(String process, String application, long calls, Map<String, String> documents) {}

    private RecordingReader() {}

    /** Ends the reading at the first problem; seen by nobody outside. */
    private static final class Problem extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private Problem(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /** Reads lines, of which blank ones are passed by. Never throws. */
    public static RecordingReading read(Iterable<String> lines) {
        RecordingReader reader = new RecordingReader();
        int number = 0;
        try {
            for (String line : lines) {
                number++;
                if (!line.isBlank()) {
                    reader.take(objectOf(line));
                }
            }
            reader.end();
        } catch (ArithmeticException unfit) {
            return new RecordingReading.Refused("line " + number + ": a number is no whole one, or too great");
        } catch (Problem | IllegalArgumentException problem) { // values of a wrong range are told by who holds them
            return new RecordingReading.Refused("line " + number + ": " + problem.getMessage());
        }
        return reader.done.isEmpty()
                ? new RecordingReading.Refused("there is no recording in it")
                : new RecordingReading.Accepted(reader.done);
    }

    private void take(Map<?, ?> line) {
        if (line.containsKey("recording")) {
            String version = text(line, "recording");
            if (!version.equals(RecordingText.VERSION)) {
                throw new Problem("the recording is of form " + Quoted.of(version) + ", only " + RecordingText.VERSION
                        + " can be read");
            }
            end();
            header = new Header(
                    text(line, "process"), text(line, "application"), number(line, "calls"), texts(line, "documents"));
        } else if (header == null) {
            throw new Problem("no process begins before it: 'recording' is missing");
        } else {
            decisions.add(decision(line));
        }
    }

    private void end() {
        Header before = header;
        if (before != null) {
            done.add(new RecordedProcess(
                    before.process(), before.application(), before.calls(), before.documents(), decisions));
        }
        decisions = new ArrayList<>();
    }

    private RecordedDecision decision(Map<?, ?> line) {
        SeenRequest request = new SeenRequest(
                number(line, "at"),
                text(line, "caller"),
                text(line, "service"),
                text(line, "method"),
                carried(line),
                list(line, "asked").stream().map(this::asked).toList());
        return new RecordedDecision(
                request,
                line.containsKey("rule") ? text(line, "rule") : "",
                line.containsKey("drawn")
                        ? OptionalInt.of(Math.toIntExact(number(line, "drawn")))
                        : OptionalInt.empty(),
                text(line, "lane"),
                new RecordedDecision.Ended(text(line, "outcome"), text(line, "served"), text(line, "instance")));
    }

    private static Carried carried(Map<?, ?> line) {
        if (!line.containsKey("tag")) {
            return Carried.NONE;
        }
        String tag = text(line, "tag");
        return tag.equals(RecordingText.OTHER_TAG) ? Carried.OTHER : new Carried.Known(tag);
    }

    /** Requests of the same kind get the same answers: one object for all of them. */
    private Asked asked(@Nullable Object value) {
        Map<?, ?> object = cast(value, Map.class, "an element of 'asked' is no object");
        Map<String, Integer> buckets = new HashMap<>();
        Map<?, ?> found = cast(object.get("buckets"), Map.class, "'buckets' is no object");
        found.forEach((rule, bucket) -> buckets.put(
                String.valueOf(rule),
                cast(bucket, BigDecimal.class, "a bucket is no number").intValueExact()));
        Asked asked = new Asked(text(object, "application"), text(object, "revision"), text(object, "held"), buckets);
        return shared.computeIfAbsent(asked, Function.identity());
    }

    private static Map<?, ?> objectOf(String line) {
        JsonText.Reading reading = JsonText.read(line);
        if (reading instanceof JsonText.Reading.Malformed malformed) {
            throw new Problem("this is no JSON, " + malformed.problem());
        }
        return cast(((JsonText.Reading.Read) reading).value(), Map.class, "this is no object");
    }

    private static String text(Map<?, ?> object, String key) {
        return cast(object.get(key), String.class, wrong(object, key, "text"));
    }

    private static long number(Map<?, ?> object, String key) {
        return cast(object.get(key), BigDecimal.class, wrong(object, key, "number"))
                .longValueExact();
    }

    private static List<?> list(Map<?, ?> object, String key) {
        return cast(object.get(key), List.class, wrong(object, key, "array"));
    }

    private static Map<String, String> texts(Map<?, ?> object, String key) {
        Map<String, String> texts = new HashMap<>();
        Map<?, ?> found = cast(object.get(key), Map.class, wrong(object, key, "object"));
        found.forEach((name, text) ->
                texts.put(String.valueOf(name), cast(text, String.class, "an entry of '" + key + "' is no text")));
        return texts;
    }

    private static String wrong(Map<?, ?> object, String key, String kind) {
        return "'" + key + "' " + (object.containsKey(key) ? "is no " + kind : "is missing");
    }

    private static <T> T cast(@Nullable Object value, Class<T> type, String problem) {
        if (!type.isInstance(value)) {
            throw new Problem(problem);
        }
        return type.cast(value);
    }
}
