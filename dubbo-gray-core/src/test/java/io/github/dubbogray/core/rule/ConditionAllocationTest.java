package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.dubbogray.core.document.Documents;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A condition allocates nothing, but for expressions, fractions and arguments that are no texts. */
class ConditionAllocationTest {

    private static final int CALLS = 100_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Request request = new Request() {
        private final WholeRequest whole = WholeRequest.of(Map.of(), "text", List.of("a", "b"));

        @Override
        public @Nullable String attachment(String key) {
            return null;
        }

        @Override
        public String method() {
            return "greet";
        }

        @Override
        public String service() {
            return "";
        }

        @Override
        public String application() {
            return "";
        }

        @Override
        public @Nullable Object argument(int position) {
            return whole.argument(position);
        }

        @Override
        public String callerAddress() {
            return "10.0.0.7";
        }

        @Override
        public String callerLabel(String key) {
            return "1001";
        }
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ label.l: { range: { min: 1000, max: 2000.5 } } }",
                "{ label.l: { not: { prefix: '1', suffix: '1' } } }",
                "{ label.l: { notIn: [a, b], ignoreCase: true } }",
                "{ label.l: { prefix: X, ignoreCase: true } }",
                "{ any: [{ label.l: a }, { any: [{ label.l: b }, { label.l: '1001' }] }] }",
                "{ ip: [10.0.0.6, 10.0.0.0/30, 'fd00::/8', 10.0.0.4/30] }",
                "{ ip: { notIn: [10.0.0.6, 10.0.0.0/30] } }",
                "{ argument.0: text, argument.1.1: b, argument.2: { exists: false } }"
            })
    void condition_allocatesNothing(String when) {
        Condition condition = Documents.table("rules: [{ id: r, when: " + when + ", to: stable }]")
                .rules()
                .list()
                .get(0)
                .condition();
        run(condition);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        run(condition);

        assertThat((double) (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS)
                .isLessThan(1);
    }

    private void run(Condition condition) {
        for (int i = 0; i < CALLS; i++) {
            condition.firstFailing(request);
        }
    }
}
