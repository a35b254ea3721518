package io.github.dubbogray.it.ops;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The rules of {@code ops/prometheus}. */
record Rules(List<Recorded> recorded, List<Alert> alerts) {

    /** A recording rule. */
    record Recorded(String name, String expression) {

        /** Returns the labels that its name promises: {@code application_lane:…} has these two. */
        Set<String> level() {
            return new TreeSet<>(
                    Arrays.asList(name.substring(0, name.indexOf(':')).split("_")));
        }
    }

    /** An alert. */
    record Alert(String name, String expression, Map<String, String> labels, Map<String, String> annotations) {}

    static Rules read() {
        List<Recorded> recorded = new ArrayList<>();
        List<Alert> alerts = new ArrayList<>();
        for (Path file : OpsFolder.files("prometheus/rules", ".rules.yml")) {
            for (Map<String, Object> group : list(OpsFolder.yaml(file).get("groups"))) {
                for (Map<String, Object> rule : list(group.get("rules"))) {
                    String expression = (String) rule.get("expr");
                    if (rule.get("alert") instanceof String name) {
                        alerts.add(
                                new Alert(name, expression, texts(rule.get("labels")), texts(rule.get("annotations"))));
                    } else {
                        recorded.add(new Recorded((String) rule.get("record"), expression));
                    }
                }
            }
        }
        return new Rules(recorded, alerts);
    }

    @SuppressWarnings("unchecked") // what YAML gives; a test that reads it otherwise fails at once
    static List<Map<String, Object>> list(Object yaml) {
        return (List<Map<String, Object>>) yaml;
    }

    @SuppressWarnings("unchecked") // as above
    private static Map<String, String> texts(Object yaml) {
        return (Map<String, String>) yaml;
    }
}
