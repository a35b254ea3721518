package io.github.dubbogray.core.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Path;
import java.util.List;

/** The published schemas of documents. */
final class Schema {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonSchema DOCUMENT = schema("dubbo-gray.schema.json");
    private static final JsonSchema SWITCHES = schema("dubbo-gray-switches.schema.json");

    private Schema() {}

    /** Returns the folder of the project's documentation: tests run in the module or in the project. */
    static Path docs() {
        Path above = Path.of("..", "docs");
        return above.toFile().isDirectory() ? above : Path.of("docs");
    }

    /**
     * Returns what the schema has against a text.
     *
     * @throws JsonProcessingException if another YAML parser cannot read it
     */
    static List<String> objections(String text) throws JsonProcessingException {
        return objections(DOCUMENT, text);
    }

    /**
     * Returns what the schema of switches has against a text.
     *
     * @throws JsonProcessingException if another YAML parser cannot read it
     */
    static List<String> objectionsToSwitches(String text) throws JsonProcessingException {
        return objections(SWITCHES, text);
    }

    private static JsonSchema schema(String file) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Documents.text(docs().resolve(file)));
    }

    private static List<String> objections(JsonSchema schema, String text) throws JsonProcessingException {
        JsonNode document = YAML.readTree(text);
        return schema.validate(document).stream().map(Object::toString).sorted().toList();
    }
}
