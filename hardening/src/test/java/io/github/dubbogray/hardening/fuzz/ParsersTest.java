package io.github.dubbogray.hardening.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No text crashes a parser, takes more than 100 ms or memory without bound, or breaks a law. Some thousand texts in every
 * build, a million for each parser with {@code -Pfuzz}; {@code -Dfuzz.seed} for other ones.
 */
class ParsersTest {

    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 3_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    @ParameterizedTest(name = "{0}")
    @EnumSource
    @Timeout(value = 6, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @DisplayName("D1: whatever a text says, it is read or refused")
    void hostileText_isReadOrRefused(Parser parser) {
        Campaign campaign = new Campaign(parser, INPUTS, SEED);

        Campaign.Result result = campaign.run();

        assertThat(result).as("seed %d", SEED).isInstanceOf(Campaign.Result.Clean.class);
        System.out.println(campaign.row((Campaign.Result.Clean) result));
    }
}
