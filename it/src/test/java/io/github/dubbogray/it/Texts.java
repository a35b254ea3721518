package io.github.dubbogray.it;

import io.github.dubbogray.it.lab.Lab;
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
}
