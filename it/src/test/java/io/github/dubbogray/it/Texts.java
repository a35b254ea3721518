package io.github.dubbogray.it;

import io.github.dubbogray.it.lab.BadQuestion;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.OutOfOrder;
import java.math.BigDecimal;

/** Documents that several tests publish. */
final class Texts {

    private static final String HEAD = "apiVersion: dubbo-gray/v1\napplication: " + Lab.APPLICATION + "\n";

    private Texts() {}

    static String canary() {
        return HEAD + """
                lanes:
                  canary:
                    labels: { version: v2 }
                """;
    }

    static String withRules(String rules) {
        return canary() + "rules:\n" + rules.indent(2);
    }

    static String ramp(String share) {
        return withRules("""
                - id: ramp
                  to: { canary: %s%%, stable: %s%% }
                  sticky: attachment.user-id
                """.formatted(share, new BigDecimal("100").subtract(new BigDecimal(share))));
    }

    static String strict() {
        return canary() + "    fallback: []\n";
    }

    static String disabled() {
        return canary() + "enabled: false\n";
    }

    /**
     * Judges the lane as these keys of it say. Its users are those with the attachment {@code beta}, each with a key of his own;
     * what a patient throws is a failure, or ignored; calls of {@code relay} may be tried again on stable.
     */
    static String watched(String keys) {
        return canary() + keys.indent(4) + """
                rules:
                  - id: beta
                    when: { attachment.beta: "yes" }
                    to: { canary: 100%% }
                    sticky: attachment.user-id
                failures:
                  exceptions: [%s]
                  ignore: [%s]
                  retryOnStable: [relay]
                """.formatted(OutOfOrder.class.getName(), BadQuestion.class.getName());
    }
}
