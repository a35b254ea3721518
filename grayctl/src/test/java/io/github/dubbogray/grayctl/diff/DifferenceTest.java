package io.github.dubbogray.grayctl.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A comparison that has its time; what it says is in grayctl's DiffTest")
class DifferenceTest {

    private final Table old = table("canary");
    private final Table now = table("stable");

    private static Table table(String target) {
        String text = "apiVersion: dubbo-gray/v1\napplication: shop\nlanes: { canary: { labels: { version: v2 } } }\n"
                + "rules:\n  - { id: a, when: { method: pay }, to: " + target + " }\n"
                + "  - { id: b, when: { attachment.user: amy }, to: " + target + " }\n";
        return ((Reading.Accepted) DocumentReader.read(text)).table();
    }

    @Test
    void withoutTime_itSaysThatItIsCutShort() {
        Difference difference = Difference.between(old, now, () -> false);

        assertThat(difference.isCut()).isTrue();
        assertThat(difference.toLines(List.of()))
                .contains(
                        "every request that was tried goes where it went",
                        "this is cut short: there are more kinds of requests than were tried");
    }

    @Test
    void whateverTimeThereIs_nothingIsSaidThatAWholeComparisonDoesNotSay() {
        Difference whole = Difference.between(old, now);
        assertThat(whole.isCut()).isFalse();

        for (int steps = 0; steps < 20; steps++) {
            AtomicInteger left = new AtomicInteger(steps);
            Difference some = Difference.between(old, now, () -> left.getAndDecrement() > 0);
            assertThat(some.isCut() || some.toLines(List.of()).equals(whole.toLines(List.of())))
                    .isTrue();
            assertThat(some.settings()).isEqualTo(whole.settings());
        }
    }
}
