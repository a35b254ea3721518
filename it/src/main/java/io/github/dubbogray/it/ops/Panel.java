package io.github.dubbogray.it.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A panel of a dashboard.
 *
 * @param id unique in its dashboard
 * @param type Grafana's name: {@code row}, {@code timeseries}, {@code stat}, {@code table}, {@code state-timeline},
 *     {@code logs}
 * @param place where it stands in the grid
 * @param queries what it asks, in order
 * @param looks how values are shown
 */
public record Panel(
        int id, String type, String title, String description, Place place, List<Query> queries, Looks looks) {

    /**
     * A place in Grafana's grid, which is 24 columns wide.
     *
     * @param x columns from the left
     * @param y rows from the top
     * @param width in columns
     * @param height in rows
     */
    public record Place(int x, int y, int width, int height) {

        /** Returns whether two places have a cell in common. */
        public boolean overlaps(Place other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    /**
     * One query of a panel.
     *
     * @param source {@code prometheus} or {@code loki}
     * @param expression with variables of the dashboard in it
     * @param legend with labels in double braces; empty for all labels
     * @param instant whether only the end of the time is asked
     */
    public record Query(String source, String refId, String expression, String legend, boolean instant) {}

    /** A colour that holds from a value on; the first holds from below. */
    public record Threshold(double from, String color) {}

    /** What is shown in place of a value. */
    public record Mapping(String text, String color) {}

    /**
     * How values are shown.
     *
     * @param unit Grafana's name of it
     * @param decimals digits behind the point; negative where Grafana chooses
     * @param thresholds in ascending order
     * @param showsThreshold whether they are lines of the graph
     * @param mappings texts in place of values
     * @param colors of series, by their legend
     * @param stacked whether series stand on each other
     * @param columns of a table: labels, or {@code Value}, to headings, in order
     */
    public record Looks(
            Unit unit,
            int decimals,
            List<Threshold> thresholds,
            boolean showsThreshold,
            Map<Integer, Mapping> mappings,
            Map<String, String> colors,
            boolean stacked,
            Map<String, String> columns) {}

    /** Copies the queries. */
    public Panel {
        queries = List.copyOf(queries);
    }

    /** Reads a panel of Grafana's JSON. */
    static Panel of(JsonNode json) {
        JsonNode grid = json.path("gridPos");
        String source = json.path("datasource").path("type").asText();
        List<Query> queries = new ArrayList<>();
        for (JsonNode target : json.path("targets")) {
            queries.add(new Query(
                    source,
                    target.path("refId").asText(),
                    target.path("expr").asText(),
                    target.path("legendFormat").asText(),
                    target.path("instant").asBoolean()));
        }
        return new Panel(
                json.path("id").asInt(),
                json.path("type").asText(),
                json.path("title").asText(),
                json.path("description").asText(),
                new Place(
                        grid.path("x").asInt(),
                        grid.path("y").asInt(),
                        grid.path("w").asInt(),
                        grid.path("h").asInt()),
                queries,
                looks(json));
    }

    private static Looks looks(JsonNode json) {
        JsonNode defaults = json.path("fieldConfig").path("defaults");
        JsonNode custom = defaults.path("custom");
        List<Threshold> thresholds = new ArrayList<>();
        for (JsonNode step : defaults.path("thresholds").path("steps")) {
            thresholds.add(new Threshold(
                    step.path("value").asDouble(Double.NEGATIVE_INFINITY),
                    step.path("color").asText()));
        }
        return new Looks(
                Unit.of(defaults.path("unit").asText()),
                defaults.path("decimals").asInt(-1),
                thresholds,
                custom.path("thresholdsStyle").path("mode").asText("off").contains("dashed"),
                mappings(defaults),
                colors(json),
                custom.path("stacking").path("mode").asText().equals("normal"),
                columns(json));
    }

    private static Map<Integer, Mapping> mappings(JsonNode defaults) {
        Map<Integer, Mapping> mappings = new LinkedHashMap<>();
        for (JsonNode mapping : defaults.path("mappings")) {
            for (Map.Entry<String, JsonNode> option : mapping.path("options").properties()) {
                mappings.put(
                        Integer.valueOf(option.getKey()),
                        new Mapping(
                                option.getValue().path("text").asText(),
                                option.getValue().path("color").asText()));
            }
        }
        return mappings;
    }

    private static Map<String, String> colors(JsonNode json) {
        Map<String, String> colors = new LinkedHashMap<>();
        for (JsonNode override : json.path("fieldConfig").path("overrides")) {
            for (JsonNode property : override.path("properties")) {
                if (property.path("id").asText().equals("color")) {
                    colors.put(
                            override.path("matcher").path("options").asText(),
                            property.path("value").path("fixedColor").asText());
                }
            }
        }
        return colors;
    }

    private static Map<String, String> columns(JsonNode json) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (JsonNode transformation : json.path("transformations")) {
            for (Map.Entry<String, JsonNode> rename :
                    transformation.path("options").path("renameByName").properties()) {
                columns.put(rename.getKey(), rename.getValue().asText());
            }
        }
        return columns;
    }
}
