package io.github.dubbogray.observability.qos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.dubbo.qos.api.CommandContext;
import org.junit.jupiter.api.Test;

class ReplyTest {

    private static final Reply.Grammar GRAMMAR = new Reply.Grammar("grayAnything", Set.of(), 0);
    private static final String PROBLEM =
            "grayAnything: it cannot answer, java.lang.IllegalStateException; the log says more";

    private final CommandContext context = new CommandContext("grayAnything");

    @Test
    void bug_isToldInTheFormThatIsAskedFor() {
        assertThat(answer()).isEqualTo(PROBLEM);
        assertThat(answer("--json")).isEqualTo("{\"error\":\"" + PROBLEM + "\"}");
        assertThat(context.getHttpCode()).isEqualTo(500);
    }

    private String answer(String... args) {
        return Reply.of(context, GRAMMAR, args, line -> {
            throw new IllegalStateException("a bug");
        });
    }
}
