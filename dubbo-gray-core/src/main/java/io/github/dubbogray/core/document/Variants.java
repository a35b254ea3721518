package io.github.dubbogray.core.document;

import io.github.dubbogray.core.document.yaml.YamlItem;
import io.github.dubbogray.core.feature.SwitchType;
import io.github.dubbogray.core.feature.SwitchValue;
import io.github.dubbogray.core.feature.Variant;
import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.text.Listed;
import io.github.dubbogray.core.text.Quoted;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one switch can give: the names under its {@code variants} and nothing else; without those, any value of its type. Used
 * by one thread.
 */
final class Variants implements Targets {

    private final SwitchType type;
    private final Map<String, Variant> declared = new LinkedHashMap<>();

    /** Values that rules name without variants, by the one name of each. */
    private final Map<String, Variant> values = new HashMap<>();

    /** Whether there is {@code variants}, or ought to be. */
    private boolean areDeclared;

    /** Whether none of them can be read, which is reported: then no name is to blame. */
    private boolean areLost;

    private String preset = "";

    private Variants(SwitchType type) {
        this.type = type;
    }

    static Variants read(SwitchType type, Fields fields) {
        Variants variants = new Variants(type);
        Optional<Field> written = type == SwitchType.OBJECT ? fields.required("variants") : fields.optional("variants");
        variants.areDeclared = type == SwitchType.OBJECT || written.isPresent();
        written.ifPresent(field -> field.fields().ifPresent(entries -> variants.readAll(field, entries)));
        variants.areLost = variants.areDeclared && variants.declared.isEmpty();
        return variants;
    }

    private void readAll(Field field, Fields entries) {
        if (entries.entries().isEmpty()) {
            field.wrong(ProblemKind.NOTHING_IN_IT, "has no variant; name at least one value");
        }
        if (Limits.allow(field, entries.entries().size(), Limits.VARIANTS, "variants")) {
            for (YamlItem.Entry entry : entries.entries()) {
                Optional<String> name = entries.key(entry).token("the name of a variant");
                SwitchValue value = SwitchValues.read(type, entries.field(entry))
                        .orElse(new SwitchValue.Nothing()); // reported; whoever names the variant is not to blame
                name.ifPresent(known -> declared.put(known, new Variant(known, value)));
            }
        }
    }

    /** Returns the variants that are declared, in the order of the text. */
    List<Variant> declared() {
        return List.copyOf(declared.values());
    }

    /** Reads {@code default}, which then lies last in every split. */
    Optional<Variant> preset(Field field) {
        Optional<String> read = areDeclared
                ? field.as("the name of a variant", Optional::of).flatMap(name -> known(name, field))
                : SwitchValues.read(type, field).map(this::nameOf);
        read.ifPresent(name -> preset = name);
        return read.map(this::of);
    }

    private Optional<String> known(String name, Field at) {
        Optional<String> known = known(name);
        return known.isPresent() ? known : at.wrong(unknownKind(), unknown(name));
    }

    /** Returns the variant of a name that is known. */
    Variant of(String name) {
        Variant variant = areDeclared ? declared.get(name) : values.get(name);
        if (variant == null) {
            throw new IllegalArgumentException("no variant " + Quoted.of(name));
        }
        return variant;
    }

    private Variant placeholder(String spelling) {
        return declared.computeIfAbsent(spelling, name -> new Variant(name, new SwitchValue.Nothing()));
    }

    private String nameOf(SwitchValue value) {
        return values.computeIfAbsent(value.describe(), name -> new Variant(name, value))
                .name();
    }

    @Override
    public Optional<String> known(String spelling) {
        return areDeclared
                ? Optional.ofNullable(areLost ? placeholder(spelling) : declared.get(spelling))
                        .map(Variant::name)
                : SwitchValues.ofText(type, spelling).map(this::nameOf);
    }

    @Override
    public String unknown(String spelling) {
        return areDeclared
                ? "variant " + Quoted.of(spelling) + " is not declared under variants; declared are "
                        + Listed.sorted(declared.keySet())
                : "is " + Quoted.of(spelling) + ", must be " + SwitchValues.expected(type);
    }

    @Override
    public ProblemKind unknownKind() {
        return areDeclared ? ProblemKind.UNKNOWN_VARIANT : ProblemKind.WRONG_VALUE;
    }

    @Override
    public String expected() {
        return areDeclared
                ? "the name of a variant or a map of variants and shares"
                : SwitchValues.expected(type) + ", or a map of values and shares";
    }

    @Override
    public String one() {
        return areDeclared ? "variant" : "value";
    }

    @Override
    public String twice(String spelling) {
        return "the value " + Quoted.of(spelling) + " is there twice, spelled in two ways";
    }

    @Override
    public Split split(List<Share> shares) {
        return new Split(shares, preset::equals);
    }
}
