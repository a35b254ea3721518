package io.github.dubbogray.it.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A dashboard of Grafana's, as far as it can be drawn.
 *
 * @param json all of it
 */
public record Dashboard(String title, List<Variable> variables, List<Panel> panels, JsonNode json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What a reader chooses at the top.
     *
     * @param type {@code query}, {@code datasource} or {@code textbox}
     * @param query where its values come from
     * @param all what stands for all of them; empty if one has to be chosen
     */
    public record Variable(String name, String type, String query, String all) {}

    /** Copies the lists. */
    public Dashboard {
        variables = List.copyOf(variables);
        panels = List.copyOf(panels);
    }

    /** Reads a dashboard's file. */
    public static Dashboard read(Path file) {
        try {
            JsonNode json = JSON.readTree(file.toFile());
            List<Variable> variables = new ArrayList<>();
            for (JsonNode variable : json.path("templating").path("list")) {
                variables.add(new Variable(
                        variable.path("name").asText(),
                        variable.path("type").asText(),
                        variable.path("definition").asText(),
                        variable.path("allValue").asText()));
            }
            List<Panel> panels = new ArrayList<>();
            json.path("panels").forEach(panel -> panels.add(Panel.of(panel)));
            return new Dashboard(json.path("title").asText(), variables, panels, json);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
