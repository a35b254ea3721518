package io.github.dubbogray.hardening.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.hardening.fuzz.Seed.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SeedTest {

    static Stream<Arguments> seeds() {
        return Stream.of(Parser.values())
                .flatMap(parser -> Seed.of(parser).stream().map(seed -> Arguments.of(parser, seed)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("seeds")
    void seed_isWhatItsFileSays(Parser parser, Seed seed) {
        boolean accepted = parser.attack().isAccepted(seed.text());

        assertThat(accepted ? Verdict.ACCEPTED : Verdict.REFUSED)
                .as(seed.text())
                .isEqualTo(seed.verdict());
    }

    @ParameterizedTest
    @EnumSource
    void parser_hasSeedsOfBothKindsWithNames(Parser parser) {
        List<Seed> seeds = Seed.of(parser);

        assertThat(seeds).extracting(Seed::verdict).contains(Verdict.ACCEPTED, Verdict.REFUSED);
        assertThat(seeds).extracting(Seed::name).doesNotHaveDuplicates();
    }

    @Test
    void file_isSeedsWithTheirTexts() {
        assertThat(Seed.read("=== + one\na\nb\n=== - two {{U+FEFF}}\n{{U+FEFF}}{{U+1F600}}\n\n=== + none\n\n"))
                .containsExactly(
                        new Seed("one", Verdict.ACCEPTED, "a\nb"),
                        new Seed("two {{U+FEFF}}", Verdict.REFUSED, "\uFEFF\uD83D\uDE00\n"),
                        new Seed("none", Verdict.ACCEPTED, ""));
    }
}
