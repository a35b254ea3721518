package io.github.dubbogray.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.SwitchDocuments;
import io.github.dubbogray.core.explain.SwitchExplanation.Step;
import io.github.dubbogray.core.feature.Reason;
import io.github.dubbogray.core.feature.Switch;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SwitchExplanationTest {

    private static Switch switchOf(String more) {
        return SwitchDocuments.switches(
                        "s: { type: boolean, default: false" + more + ", rules: [",
                        "  { id: staff, when: { attachment.staff: \"yes\" }, to: true },",
                        "  { id: ramp, when: { any: [{ tag: canary }, { attachment.user-id: { exists: true } }] },",
                        "    to: { true: 90%, false: 10% }, sticky: attachment.user-id },",
                        "  { id: rest, to: { true: 1%, false: 99% } }] }")
                .named("s")
                .orElseThrow();
    }

    private static SwitchExplanation explain(Switch asked, Map<String, String> values) {
        return SwitchExplanation.of(asked, new HypotheticalRequest(values), () -> 0);
    }

    @Test
    void firstRuleThatClaims_endsTheAsking() {
        SwitchExplanation explanation = explain(switchOf(""), Map.of("attachment.user-id", "1001"));

        assertThat(explanation.answer().reason()).isEqualTo(Reason.SPLIT);
        assertThat(explanation.steps())
                .containsExactly(
                        new Step("staff", "does not claim: wants attachment.staff is yes; attachment.staff is absent"),
                        new Step("ramp", "gives true (bucket 5121 of attachment.user-id '1001')"),
                        new Step("rest", "not asked"));
    }

    @Test
    void shareWithoutAKey_isByChance() {
        assertThat(explain(switchOf(""), Map.of()).steps().get(2))
                .isEqualTo(new Step("rest", "gives true (by chance)"));
    }

    @Test
    void switchThatIsOff_asksNobody() {
        SwitchExplanation explanation = explain(switchOf(", enabled: false"), Map.of("attachment.staff", "yes"));

        assertThat(explanation.answer().reason()).isEqualTo(Reason.DISABLED);
        assertThat(explanation.steps()).extracting(Step::said).containsOnly("not asked");
    }
}
