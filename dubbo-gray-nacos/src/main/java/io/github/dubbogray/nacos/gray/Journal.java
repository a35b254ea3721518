package io.github.dubbogray.nacos.gray;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.core.text.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Changes of one document, the newest first: the text of {@code {application}.gray-journal}, one change on a line.
 *
 * @param changes at most {@value #MOST}
 */
public record Journal(List<Change> changes) {

    /** How many changes are kept. */
    public static final int MOST = 100;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Copies the list. */
    public Journal {
        changes = List.copyOf(changes);
    }

    static Journal empty() {
        return new Journal(List.of());
    }

    /** Reads a text that {@link #toString} gave; empty if it is anything else. */
    static Optional<Journal> read(String text) {
        try {
            JsonNode array = JSON.readTree(text);
            if (!array.isArray()) {
                return Optional.empty();
            }
            List<Change> changes = new ArrayList<>();
            for (JsonNode item : array) {
                changes.add(new Change(
                        Instant.parse(item.path("time").asText()),
                        item.path("author").asText(),
                        item.path("action").asText(),
                        item.path("reason").asText(),
                        item.path("from").asText(),
                        item.path("to").asText()));
            }
            return Optional.of(new Journal(changes));
        } catch (JsonProcessingException | DateTimeException other) {
            return Optional.empty();
        }
    }

    Journal with(Change change) {
        return new Journal(
                Stream.concat(Stream.of(change), changes.stream()).limit(MOST).toList());
    }

    @Override
    public String toString() {
        return changes.stream()
                .map(change -> new JsonObject()
                        .put("time", change.time().toString())
                        .put("author", change.author())
                        .put("action", change.action())
                        .put("reason", change.reason())
                        .put("from", change.from())
                        .put("to", change.to())
                        .toString())
                .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    }
}
