package io.github.dubbogray.router.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
            meters.forEach((meter, value) -> assertThat(value).as(meter.id()).isZero());
        }

        @Test
        void each_isItsOwn() {
            count(Meter.TAGS_DROPPED, 2);
            count(Meter.BUGS, 1);

            assertThat(meters.value(Meter.TAGS_DROPPED)).isEqualTo(2);
            assertThat(meters.value(Meter.BUGS)).isEqualTo(1);
            assertThat(meters.value(Meter.TAGS_UNTRUSTED)).isZero();
        }

        @Test
        void all_areHandedOverInTheirOrder() {
            count(Meter.DOCUMENTS_REFUSED, 3);
            Map<Meter, Long> read = new LinkedHashMap<>();

            meters.forEach(read::put);

            assertThat(read.keySet()).containsExactly(Meter.values());
            assertThat(read).containsEntry(Meter.DOCUMENTS_REFUSED, 3L).containsEntry(Meter.DOCUMENTS_ACCEPTED, 0L);
        }

        @Test
        void all_areSaidInOneLine() {
            count(Meter.DOCUMENTS_ACCEPTED, 1);
            count(Meter.DOCUMENTS_REFUSED, 2);
            count(Meter.TAGS_DROPPED, 3);
            count(Meter.CALLS_REFUSED, 4);
            count(Meter.BUGS, 5);
            count(Meter.LABELS_DRIFTED, 6);
            count(Meter.LABELS_MALFORMED, 9);
            count(Meter.TAGS_UNTRUSTED, 7);
            count(Meter.TAGS_ALIASED, 8);
            count(Meter.VALUES_TOO_LONG, 10);
            count(Meter.EVENTS_DROPPED, 11);
            count(Meter.ALERTS_DROPPED, 12);

            assertThat(meters)
                    .hasToString("documents accepted 1, refused 2; tags dropped 3, untrusted 7, aliased 8; labels"
                            + " drifted 6, malformed 9; calls refused 4, passed unrouted 5; values too long 10;"
                            + " events dropped 11, alerts 12");
        }

        private void count(Meter meter, int times) {
            IntStream.range(0, times).forEach(time -> meters.count(meter));
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
        void units_areWordsInThePlural() {
            assertThat(Meter.values()).allMatch(meter -> meter.unit().matches("[a-z]+s"));
        }

        @Test
        void descriptions_areSentencesWithoutAFullStop() {
            assertThat(Meter.values())
                    .allMatch(meter -> meter.description().matches("[A-Z].*[^.]"))
                    .extracting(Meter::description)
                    .doesNotHaveDuplicates();
        }
    }
}
