package io.github.dubbogray.hardening.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.hardening.fuzz.Seed.Verdict;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What would a parser have to do to be found? */
class CampaignTest {

    private static final List<Seed> SEEDS =
            List.of(new Seed("words", Verdict.ACCEPTED, "alpha: beta"), new Seed("list", Verdict.ACCEPTED, "[1, 22]"));

    @Test
    @DisplayName("a parser that takes letters for digits crashes on a text that is made as small as one letter")
    void crash_isFoundAndMadeSmall() {
        Campaign.Result result = run(text -> {
            if (text.indexOf('{') >= 0) {
                throw new NumberFormatException("no digit");
            }
            return true;
        });

        assertThat(result).isInstanceOf(Campaign.Result.Found.class);
        assertThat(((Campaign.Result.Found) result).text()).isEqualTo("{");
    }

    @Test
    void brokenLaw_isFound() {
        assertThat(run(text -> {
                    Law.same(text, text.strip(), "no blanks around");
                    return true;
                }))
                .isInstanceOf(Campaign.Result.Found.class);
    }

    @Test
    void recursionWithoutBound_isFound() {
        assertThat(run(text -> text.contains("[[") && isDeeper(0)))
                .isInstanceOfSatisfying(
                        Campaign.Result.Found.class,
                        found -> assertThat(found.trial()).isInstanceOf(Trial.Crashed.class));
    }

    private static boolean isDeeper(int depth) {
        return depth < Integer.MAX_VALUE && isDeeper(depth + 1);
    }

    @Test
    void hang_isFound() {
        assertThat(run(text -> {
                    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
                    long end = threads.getCurrentThreadCpuTime() + Trial.MOST_NANOS + Trial.MOST_NANOS / 10;
                    while (text.contains("\t") && threads.getCurrentThreadCpuTime() < end) {
                        Thread.onSpinWait();
                    }
                    return true;
                }))
                .isInstanceOfSatisfying(
                        Campaign.Result.Found.class,
                        found -> assertThat(found.trial()).isInstanceOf(Trial.Slow.class));
    }

    @Test
    void greed_isFound() {
        assertThat(run(text -> new byte[text.contains("}") ? 64 << 20 : 1].length > 0))
                .isInstanceOfSatisfying(
                        Campaign.Result.Found.class,
                        found -> assertThat(found.trial()).isInstanceOf(Trial.Hungry.class));
    }

    @Test
    void sameSeed_isTheSameTexts() {
        assertThat(texts(1)).isEqualTo(texts(1)).isNotEqualTo(texts(2));
    }

    @Test
    @DisplayName("texts are many different ones, and neither all broken nor all as before")
    void texts_areOfEveryKind() {
        List<String> texts = texts(1);

        assertThat(texts.stream().distinct().count()).isGreaterThan(texts.size() / 2L);
        assertThat(texts).anyMatch(text -> text.length() > 1_000).anyMatch(text -> text.indexOf('\0') >= 0);
        assertThat(texts).allMatch(text -> text.length() <= Mutator.LONGEST);
    }

    private static List<String> texts(long seed) {
        List<String> texts = new ArrayList<>();
        new Campaign(Parser.TAG, 2_000, seed).run(SEEDS, text -> texts.add(text));
        return texts;
    }

    private static Campaign.Result run(Attack attack) {
        return new Campaign(Parser.TAG, 5_000, 1).run(SEEDS, attack);
    }
}
