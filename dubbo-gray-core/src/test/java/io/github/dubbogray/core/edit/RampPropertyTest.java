package io.github.dubbogray.core.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.text.PercentText;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random documents, ramped there and back. */
class RampPropertyTest {

    private static final int DOCUMENTS = 15;
    private static final Pattern PERCENT = Pattern.compile("\\d+(\\.\\d+)?%");

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void thereAndBack_isTheSameText(int seed) {
        Random random = new Random(seed);
        for (int i = 0; i < DOCUMENTS; i++) {
            RandomSplit document = RandomSplit.of(random);
            int points = (document.canary() + 1 + random.nextInt(document.most())) % (document.most() + 1);

            String there = ramped(document.text(), points);

            assertThat(PERCENT.matcher(there).replaceAll("%"))
                    .isEqualTo(PERCENT.matcher(document.text()).replaceAll("%"));
            assertThat(differing(percents(document.text()), percents(there))).isEqualTo(2);
            assertThat(ramped(there, document.canary())).isEqualTo(document.text());
        }
    }

    private static String ramped(String text, int points) {
        EditResult result = ShareEdit.of("canary", PercentText.of(points)).appliedTo(text);
        assertThat(result).as(text).isInstanceOf(EditResult.Edited.class);
        return ((EditResult.Edited) result).text();
    }

    private static List<String> percents(String text) {
        return PERCENT.matcher(text).results().map(MatchResult::group).toList();
    }

    private static long differing(List<String> some, List<String> others) {
        return IntStream.range(0, some.size())
                .filter(i -> !some.get(i).equals(others.get(i)))
                .count();
    }
}
