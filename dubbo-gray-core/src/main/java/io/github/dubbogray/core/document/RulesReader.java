package io.github.dubbogray.core.document;

import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.rule.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code rules}. */
final class RulesReader {

    private static final Set<String> KEYS = Set.of("id", "when", "to", "sticky");
    private static final Set<String> RESERVED = Set.of("shadow");

    private final String application;
    private final LanesReader.Lanes lanes;
    private final TargetReader targets;
    private final ConditionReader conditions = new ConditionReader(Sources.OF_ROUTES);
    private final Map<String, Field> ids = new HashMap<>();

    RulesReader(String application, LanesReader.Lanes lanes) {
        this.application = application;
        this.lanes = lanes;
        this.targets = new TargetReader(lanes.names(), Sources.OF_ROUTES);
    }

    /** A rule and where it is. */
    record PlacedRule(Rule rule, Field at) {}

    List<PlacedRule> read(Optional<Field> rules) {
        List<PlacedRule> read = new ArrayList<>();
        rules.flatMap(RulesReader::allowed)
                .ifPresent(elements -> elements.forEach(element -> element.fields()
                        .flatMap(this::readRule)
                        .ifPresent(rule -> read.add(new PlacedRule(rule, element)))));
        return read;
    }

    private static Optional<List<Field>> allowed(Field rules) {
        return rules.elements().map(elements -> Limits.allowed(rules, elements, Limits.RULES, "rules"));
    }

    private Optional<Rule> readRule(Fields fields) {
        fields.only(KEYS, RESERVED);
        Optional<String> id = fields.required("id").flatMap(field -> RuleIds.read(field, ids));
        Condition when = fields.optional("when").map(conditions::read).orElse(Condition.always());
        Optional<Field> sticky = fields.optional("sticky");
        Optional<Field> to = fields.required("to");
        Optional<Target> target = to.flatMap(field -> targets.read(field, sticky));
        if (to.isEmpty()) {
            sticky.ifPresent(Sources.OF_ROUTES::read);
        }
        return id.flatMap(found -> target.map(known -> Rule.of(application, found, when, known, lanes::carryOf)));
    }
}
