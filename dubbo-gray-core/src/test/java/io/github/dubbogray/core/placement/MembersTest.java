package io.github.dubbogray.core.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.table.Membership;
import io.github.dubbogray.core.table.Membership.ByLabels;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets of instances by lookup, beside the same asked of each instance. */
class MembersTest {

    private static final List<String> KEYS = List.of("version", "env", "region", "tag", "absent");
    private static final List<String> VALUES = List.of("v1", "v2", "gray", "sh");

    private final List<Labels> fleet = new ArrayList<>();
    private final Members members = new Members();

    private void register(Random random, int instances) {
        for (int position = 0; position < instances; position++) {
            Labels labels = labels(random, 4, position);
            fleet.add(labels);
            members.add(position, new Instance("shop", labels));
        }
    }

    /** Some of the keys but the last, and often a label that no other instance has. */
    private static Labels labels(Random random, int keys, int own) {
        Map<String, String> labels = new TreeMap<>();
        KEYS.subList(0, keys).forEach(key -> {
            if (random.nextInt(3) > 0) {
                labels.put(key, VALUES.get(random.nextInt(VALUES.size())));
            }
        });
        if (random.nextBoolean()) {
            labels.put("host", "h" + own);
        }
        return Labels.of(labels);
    }

    private BitSet naive(Predicate<Labels> condition) {
        BitSet found = new BitSet();
        IntStream.range(0, fleet.size())
                .filter(position -> condition.test(fleet.get(position)))
                .forEach(found::set);
        return found;
    }

    private static ByLabels lane(Random random) {
        Labels wanted = labels(random, KEYS.size(), random.nextInt(200));
        return wanted.isEmpty() ? lane(random) : new ByLabels(wanted);
    }

    private static List<Membership> lanes(Random random) {
        return IntStream.range(0, random.nextInt(6))
                .<Membership>mapToObj(each -> lane(random))
                .toList();
    }

    @Nested
    class Of {

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
        void anyLane_holdsWhomItIncludes(long seed) {
            Random random = new Random(seed);
            register(random, 150);

            for (int i = 0; i < 100; i++) {
                for (Membership lane : List.of(
                        lane(random),
                        new Membership.Reserved(lane(random), lanes(random)),
                        new Membership.Remainder(lanes(random)))) {
                    assertThat(members.of(lane)).describedAs("%s", lane).isEqualTo(naive(lane::includes));
                }
            }
        }

        @ParameterizedTest
        @ValueSource(longs = {11, 12})
        void stableWithLabels_claimsWhomGrayLanesTakeToo(long seed) {
            Random random = new Random(seed);
            register(random, 150);

            for (int i = 0; i < 100; i++) {
                ByLabels own = lane(random);
                assertThat(members.claimedBy(new Membership.Reserved(own, lanes(random))))
                        .describedAs("%s", own)
                        .isEqualTo(naive(own::includes));
            }
        }
    }

    @Nested
    class Having {

        @ParameterizedTest
        @ValueSource(longs = {21, 22, 23})
        void anyLabels_holdThoseThatHaveThemAll(long seed) {
            Random random = new Random(seed);
            register(random, 150);

            for (int i = 0; i < 200; i++) {
                Labels wanted = labels(random, KEYS.size(), random.nextInt(200));
                assertThat(members.having(wanted))
                        .describedAs("%s", wanted)
                        .isEqualTo(naive(labels -> labels.containsAll(wanted)));
            }
        }
    }
}
