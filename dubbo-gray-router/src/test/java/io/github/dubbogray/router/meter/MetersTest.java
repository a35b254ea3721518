package io.github.dubbogray.router.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dubbogray.core.health.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MetersTest {

    private final Meters meters = new Meters();

    @Nested
    class Counting {

        @Test
        void nothing_isZero() {
            assertThat(Meter.values()).allMatch(meter -> meters.value(meter) == 0);
        }

        @Test
        void countersWithoutTags_areThereAtOnce() {
            assertThat(meters.all().map(Counter::meter))
                    .containsExactlyElementsOf(Stream.of(Meter.values())
                            .filter(meter -> meter.kind() == Meter.Kind.COUNTER
                                    && meter.tags().isEmpty())
                            .toList());
        }

        @Test
        void each_isItsOwn() {
            count(2, Meter.TAGS_UNTRUSTED);
            count(1, Meter.BUGS);

            assertThat(meters.value(Meter.TAGS_UNTRUSTED)).isEqualTo(2);
            assertThat(meters.value(Meter.BUGS)).isEqualTo(1);
            assertThat(meters.value(Meter.TAGS_ALIASED)).isZero();
        }

        @Test
        void series_areCountedAloneAndTogether() {
            count(3, Meter.TRIPS, "orders", "canary");
            count(2, Meter.TRIPS, "orders", "blue");
            count(1, Meter.TRIPS, "stock", "canary");

            assertThat(meters.counter(Meter.TRIPS, "orders", "canary").value()).isEqualTo(3);
            assertThat(meters.value(Meter.TRIPS, "application", "orders")).isEqualTo(5);
            assertThat(meters.value(Meter.TRIPS, "lane", "canary")).isEqualTo(4);
            assertThat(meters.value(Meter.TRIPS)).isEqualTo(6);
        }

        @Test
        void sameValues_areTheSameSeries() {
            assertThat(meters.counter(Meter.TRIPS, "orders", "canary"))
                    .isSameAs(meters.counter(Meter.TRIPS, "orders", "canary"));
        }

        @Test
        void wrongTags_areRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> meters.count(Meter.TRIPS, "orders"))
                    .withMessage("TRIPS is counted by [application, lane], not by [orders]");
            assertThatIllegalArgumentException().isThrownBy(() -> meters.count(Meter.DOCUMENT_AGE, "orders"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> meters.value(Meter.TRIPS, "rule", "ramp"))
                    .withMessage("TRIPS has no tag rule, only [application, lane]");
        }

        @Test
        void all_isSaidALineEach() {
            count(2, Meter.TRIPS, "orders", "canary");
            count(1, Meter.TRIPS, "orders", "blue");
            count(5, Meter.BUGS);

            assertThat(meters.toString().lines())
                    .containsExactly(
                            "dubbo.gray.trips{application=orders, lane=blue} 1",
                            "dubbo.gray.trips{application=orders, lane=canary} 2",
                            "dubbo.gray.bugs 5");
        }

        private void count(int times, Meter meter, String... values) {
            IntStream.range(0, times).forEach(time -> meters.count(meter, values));
        }
    }

    /** Whoever invents values of tags makes nothing grow. */
    @Nested
    class Bounded {

        @Test
        void tenThousandInventedValues_areAThousandSeriesAndOneForTheRest() {
            IntStream.range(0, 10_000).forEach(i -> meters.count(Meter.TAGS_DROPPED, "invented-" + i));

            assertThat(meters.all().filter(series -> series.meter() == Meter.TAGS_DROPPED))
                    .hasSize(Meters.MOST_SERIES + 1);
            assertThat(meters.counter(Meter.TAGS_DROPPED, Meters.OTHER).value()).isEqualTo(9_000);
            assertThat(meters.value(Meter.TAGS_DROPPED)).isEqualTo(10_000);
        }

        @Test
        void retiredSeries_giveTheirPlaceOnceItIsNeeded_firstTheFirst() {
            List<Object> told = new ArrayList<>();
            IntStream.range(0, Meters.MOST_SERIES).forEach(i -> meters.count(Meter.TAGS_DROPPED, "old-" + i));
            meters.follow(new SeriesFollower() {
                @Override
                public void began(Counter series) {}

                @Override
                public void ended(Counter series) {
                    told.addAll(series.values());
                }
            });

            meters.retire(series -> isOneOf(series, "old-7", "old-3"), series -> false);
            assertThat(meters.counter(Meter.TAGS_DROPPED, "old-7").value()).isOne();
            meters.retire(series -> isOneOf(series, "old-7"), series -> true);
            meters.count(Meter.TAGS_DROPPED, "new-1");
            meters.count(Meter.TAGS_DROPPED, "new-2");

            assertThat(told).containsExactly("old-3");
            assertThat(meters.counter(Meter.TAGS_DROPPED, "new-1").value()).isOne();
            assertThat(meters.counter(Meter.TAGS_DROPPED, "new-2").values()).containsExactly(Meters.OTHER);
            assertThat(meters.counter(Meter.TAGS_DROPPED, "old-7").value()).isOne();
        }

        @Test
        void beyondTheMost_nobodyWaitsForAnybody() throws Exception {
            IntStream.range(0, Meters.MOST_SERIES + 1).forEach(i -> meters.count(Meter.TAGS_DROPPED, "old-" + i));
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                synchronized (meters) { // as while somebody follows, retires, or makes a series
                    thread.submit(() -> meters.count(Meter.TAGS_DROPPED, "new")).get();
                }
            } finally {
                thread.shutdownNow();
            }

            assertThat(meters.counter(Meter.TAGS_DROPPED, Meters.OTHER).value()).isEqualTo(2);
        }

        private static boolean isOneOf(Counter series, String... values) {
            return series.meter() == Meter.TAGS_DROPPED
                    && List.of(values).contains(series.values().get(0));
        }

        @Test
        void manyThreads_loseNothingAndMakeNoSeriesTwice() throws Exception {
            List<Counter> made = new ArrayList<>();
            meters.follow(made::add);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<?>> work = new ArrayList<>();
                for (int thread = 0; thread < 8; thread++) {
                    work.add(threads.submit(() -> IntStream.range(0, 5_000)
                            .forEach(i -> meters.count(Meter.TAGS_DROPPED, "invented-" + i % 1_500))));
                }
                for (Future<?> each : work) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }

            assertThat(meters.value(Meter.TAGS_DROPPED)).isEqualTo(40_000);
            assertThat(made).doesNotHaveDuplicates().hasSize((int) meters.all().count());
        }
    }

    @Nested
    class Followed {

        @Test
        void seriesThatAreThereAndThoseThatCome_areHandedOverOnce() {
            meters.count(Meter.TRIPS, "orders", "canary");
            List<List<String>> trips = new ArrayList<>();

            meters.follow(series -> {
                if (series.meter() == Meter.TRIPS) {
                    trips.add(series.values());
                }
            });
            meters.count(Meter.TRIPS, "orders", "blue");
            meters.count(Meter.TRIPS, "orders", "canary");

            assertThat(trips).containsExactly(List.of("orders", "canary"), List.of("orders", "blue"));
        }

        @Test
        void timesAreTaken_onlyOnceSomebodyTakesThem() {
            assertThat(meters.areTimed()).isFalse();

            meters.time(new Stopwatch() {
                @Override
                public void called(String application, String lane, String version, Outcome outcome, long nanos) {}

                @Override
                public void served(String application, String lane, String version, long nanos) {}

                @Override
                public void tookEffect(String application, long nanos) {}
            });

            assertThat(meters.areTimed()).isTrue();
        }
    }

    @Nested
    class Describing {

        @Test
        void names_areMicrometersAndDiffer() {
            List<String> ids = Stream.of(Meter.values()).map(Meter::id).toList();

            assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("dubbo\\.gray(\\.[a-z]+)+"));
        }

        @Test
        void units_areWordsInThePluralWhereThereIsOne() {
            assertThat(Meter.values()).allMatch(meter -> meter.unit().matches("([a-z]+s)?"));
            assertThat(Meter.values())
                    .filteredOn(meter -> meter.kind() == Meter.Kind.TIMER)
                    .allMatch(meter -> meter.unit().equals("seconds"));
        }

        @Test
        void descriptions_areSentencesWithoutAFullStop() {
            assertThat(Meter.values())
                    .allMatch(meter -> meter.description().matches("[A-Z0-9].*[^.]"))
                    .extracting(Meter::description)
                    .doesNotHaveDuplicates();
        }
    }
}
