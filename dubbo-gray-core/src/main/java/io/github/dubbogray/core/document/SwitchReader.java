package io.github.dubbogray.core.document;

import io.github.dubbogray.core.feature.Switch;
import io.github.dubbogray.core.feature.SwitchRule;
import io.github.dubbogray.core.feature.SwitchType;
import io.github.dubbogray.core.feature.Variant;
import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Target;
import io.github.dubbogray.core.text.Listed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads switches, all those of one document. */
final class SwitchReader {

    private static final Set<String> KEYS =
            Set.of("type", "description", "owner", "enabled", "variants", "default", "rules");
    private static final Set<String> KEYS_OF_RULE = Set.of("id", "when", "to", "sticky");
    private static final String TYPES = Listed.sorted(
            Stream.of(SwitchType.values()).map(SwitchType::spelling).toList());

    private final String application;
    private final ConditionReader conditions = new ConditionReader(Sources.OF_SWITCHES);
    private int rules;

    SwitchReader(String application) {
        this.application = application;
    }

    /** Reads one; empty if it cannot be read, which is reported. */
    Optional<Switch> read(Field key, Field value) {
        Optional<String> name = key.token("the name of a switch");
        return value.fields().flatMap(fields -> {
            fields.only(KEYS, Set.of());
            Optional<SwitchType> type =
                    fields.required("type").flatMap(field -> field.as("one of " + TYPES, SwitchType::of));
            return type.flatMap(known -> name.flatMap(found -> readOf(known, found, value, fields)));
        });
    }

    private Optional<Switch> readOf(SwitchType type, String name, Field at, Fields fields) {
        Variants variants = Variants.read(type, fields);
        Optional<Variant> preset = fields.required("default").flatMap(variants::preset);
        List<SwitchRule> read = fields.optional("rules")
                .map(field -> readRules(field, variants))
                .orElse(List.of());
        return preset.map(known -> new Switch(new Switch.Definition(
                name,
                type,
                remark(fields, "description"),
                remark(fields, "owner"),
                fields.optional("enabled").flatMap(Field::truth).orElse(true)
                        ? Switch.Mode.ENABLED
                        : Switch.Mode.DISABLED,
                variants.declared(),
                known,
                read,
                DocumentReader.revisionOf(CanonicalText.of(at.item())))));
    }

    private static String remark(Fields fields, String key) {
        return fields.optional(key)
                .flatMap(field -> field.as(
                        "a text of at most " + Limits.REMARK_LENGTH + " characters",
                        text -> Optional.of(text).filter(read -> read.length() <= Limits.REMARK_LENGTH)))
                .orElse("");
    }

    private List<SwitchRule> readRules(Field field, Variants variants) {
        Map<String, Field> ids = new HashMap<>();
        List<SwitchRule> read = new ArrayList<>();
        field.elements()
                .filter(elements -> mayRead(field, elements.size()))
                .ifPresent(elements -> elements.forEach(element -> element.fields()
                        .flatMap(fields -> readRule(fields, variants, ids))
                        .ifPresent(read::add)));
        return read;
    }

    private boolean mayRead(Field field, int more) {
        boolean wasAllowed = rules <= Limits.RULES;
        rules += more;
        return wasAllowed && Limits.allow(field, rules, Limits.RULES, "rules with those of the switches before");
    }

    private Optional<SwitchRule> readRule(Fields fields, Variants variants, Map<String, Field> ids) {
        fields.only(KEYS_OF_RULE, Set.of());
        Optional<String> id = fields.required("id").flatMap(field -> RuleIds.read(field, ids));
        Condition when = fields.optional("when").map(conditions::read).orElse(Condition.always());
        Optional<Field> sticky = fields.optional("sticky");
        Optional<Field> to = fields.required("to");
        Optional<Target> target =
                to.flatMap(field -> new TargetReader(variants, Sources.OF_SWITCHES).read(field, sticky));
        if (to.isEmpty()) {
            sticky.ifPresent(Sources.OF_SWITCHES::read);
        }
        return id.flatMap(found -> target.map(known -> SwitchRule.of(application, found, when, known, variants::of)));
    }
}
