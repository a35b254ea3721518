package io.github.dubbogray.core.simulation;

import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Quoted;
import java.util.List;
import java.util.Locale;

/** Writes what a run counted. */
record Report(
        Scenario scenario,
        List<Table> tables,
        Tally origins,
        Tally tiers,
        Tally instances,
        Tally fallbacks,
        Tally refusals)
        implements SimulationReport {

    @Override
    public JsonObject toJson() {
        return new JsonObject()
                .put("requests", scenario.population().count())
                .put("seed", scenario.population().seed())
                .put("caller", scenario.caller().application())
                .put("documents", tables.stream().map(Report::json).toList())
                .put("origins", origins.toJson("origin"))
                .put("tiers", tiers.toJson("tier"))
                .put("instances", scenario.instances().stream().map(this::json).toList())
                .put("fallbacks", fallbacks.toJson("fallback"))
                .put("refusals", refusals.toJson("refusal"));
    }

    private static JsonObject json(Table document) {
        return new JsonObject()
                .put("application", document.application())
                .put("revision", document.revision())
                .put("mode", document.mode().name().toLowerCase(Locale.ROOT));
    }

    private JsonObject json(SimulatedInstance instance) {
        return new JsonObject()
                .put("instance", instance.name())
                .put("application", instance.instance().application())
                .putTexts("labels", instance.instance().labels().toMap())
                .put("state", instance.state().name().toLowerCase(Locale.ROOT))
                .put("requests", instances.of(instance.name()));
    }

    @Override
    public String toMarkdown() {
        int all = scenario.population().count();
        return "# " + Quoted.line(scenario.title()) + "\n\n" + heading() + "\n## Documents\n\n" + documents()
                + "\n## Where tags come from\n\n" + origins.toTable("origin", all)
                + "\n## Lanes and label sets that served\n\n" + tiers.toTable("tier", all)
                + "\n## Instances\n\n" + instanceTable(all)
                + section("Fallbacks", fallbacks.isEmpty() ? "None.\n" : fallbacks.toTable("fallback", all))
                + section("Refusals", refusals.isEmpty() ? "None.\n" : refusals.toTable("refusal", all));
    }

    private static String section(String title, String content) {
        return "\n## " + title + "\n\n" + content;
    }

    private String heading() {
        Scenario.Caller caller = scenario.caller();
        return Tally.number(scenario.population().count()) + " requests, seed "
                + scenario.population().seed() + ", from "
                + (caller.application().isEmpty() ? "a caller without a name" : caller.application())
                + (caller.labels().isEmpty() ? " without labels" : " with labels " + caller.labels()) + ".\n";
    }

    private String documents() {
        MarkdownTable table = new MarkdownTable(0, "application", "revision", "mode");
        tables.forEach(document -> table.add(
                document.application(),
                document.revision(),
                document.mode().name().toLowerCase(Locale.ROOT)));
        return table.toString();
    }

    private String instanceTable(int all) {
        MarkdownTable table = new MarkdownTable(2, "instance", "application", "labels", "state", "requests", "share");
        scenario.instances()
                .forEach(instance -> table.add(
                        instance.name(),
                        instance.instance().application(),
                        instance.instance().labels().toString(),
                        instance.state().name().toLowerCase(Locale.ROOT),
                        Tally.number(instances.of(instance.name())),
                        Tally.share(instances.of(instance.name()), all)));
        return table.toString();
    }
}
