package io.github.dubbogray.router.alert;

import static io.github.dubbogray.router.alert.HealthNews.ejected;
import static io.github.dubbogray.router.alert.HealthNews.subject;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.router.meter.Meters;
import io.github.dubbogray.router.testing.OneShotTimer;
import io.github.dubbogray.testing.CapturedLog;
import io.github.dubbogray.webhook.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final Attempt AWAY = new Attempt.Failed("away", "is away");

    private final OneShotTimer timer = new OneShotTimer();
    private final Meters meters = new Meters();
    private final List<Sent> sent = new ArrayList<>();
    private Attempt answer = new Attempt.Delivered();
    private final Delivery delivery =
            new Delivery("https://example.org", this::post, timer.surroundings(), timer, meters);

    /** A message, and when. */
    private record Sent(long second, List<String> instances) {

        Sent(long second, String... instances) {
            this(second, List.of(instances));
        }
    }

    private Attempt post(List<Notice> notices) {
        sent.add(new Sent(
                Duration.ofNanos(timer.surroundings().nanoTime().getAsLong()).toSeconds(),
                notices.stream()
                        .map(notice -> ((Subject.OfInstance) notice.subject()).instance())
                        .toList()));
        return answer;
    }

    @Nested
    @DisplayName("Few messages, however many instances go out")
    class Pace {

        @Test
        void whatComesTogether_goesTogether() {
            add("a");
            timer.pass(Duration.ofMillis(900));
            add("b", "c");
            timer.pass(Duration.ofMinutes(5));

            assertThat(sent).containsExactly(new Sent(1, "a", "b", "c"));
            assertThat(timer.tasks()).isZero();
        }

        @Test
        void whatComesSoonAfter_waitsForCompany() {
            for (int second = 0; second < 100; second++) {
                add("" + second);
                timer.pass(Duration.ofSeconds(1));
            }
            timer.pass(Duration.ofMinutes(1));

            assertThat(sent.stream().map(Sent::second)).containsExactly(1L, 31L, 61L, 91L, 121L);
            assertThat(sent.stream().flatMap(message -> message.instances().stream()))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 100).mapToObj(Integer::toString).toList());
        }

        @Test
        void whatComesLater_waitsASecondOnly() {
            add("a");
            timer.pass(Duration.ofMinutes(1));
            add("b");
            timer.pass(Duration.ofMinutes(1));

            assertThat(sent).containsExactly(new Sent(1, "a"), new Sent(61, "b"));
        }

        @Test
        void more_goInSeveralMessages() {
            IntStream.range(0, Delivery.MOST_IN_ONE + 1).forEach(i -> add("" + i));
            timer.pass(Duration.ofMinutes(5));

            assertThat(sent.stream()
                            .map(message -> message.second() + ": "
                                    + message.instances().size()))
                    .containsExactly("1: 50", "31: 1");
        }
    }

    @Nested
    class Away {

        @Test
        void receiver_isAskedAgainAtDoublingPausesUpToAMinute() {
            answer = AWAY;
            add("a");
            timer.pass(Duration.ofMinutes(4));

            assertThat(sent.stream().map(Sent::second)) // with the smallest chance: half of each pause
                    .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 62L, 92L, 122L, 152L, 182L, 212L);
        }

        @Test
        void receiverBack_getsAllOfItInOrderAtOnce() {
            answer = AWAY;
            try (CapturedLog log = new CapturedLog()) {
                add("a");
                timer.pass(Duration.ofSeconds(100));
                add("b", "c");
                answer = new Attempt.Delivered();
                timer.pass(Duration.ofMinutes(10));

                assertThat(log.linesWith("https://example.org is away; alerts are tried again"))
                        .isOne();
                assertThat(log.linesWith("https://example.org takes alerts again"))
                        .isOne();
            }
            assertThat(sent.get(sent.size() - 1)).isEqualTo(new Sent(122, "a", "b", "c"));
            assertThat(timer.tasks()).isZero();
            assertThat(meters.value(Meter.ALERTS_DROPPED)).isZero();
        }

        @Test
        void olderThanAnHour_isDroppedAndCountedAndTheNextIsSent() {
            answer = AWAY;
            try (CapturedLog log = new CapturedLog()) {
                add("a");
                timer.pass(Duration.ofMinutes(50));
                add("b");
                timer.pass(Duration.ofMinutes(15));
                answer = new Attempt.Delivered();
                timer.pass(Duration.ofMinutes(2));

                assertThat(log.linesWith("1 alert(s) are older than an hour and are not sent to https://example.org"))
                        .isOne();
            }
            assertThat(sent.get(sent.size() - 1).instances()).containsExactly("b");
            assertThat(meters.value(Meter.ALERTS_DROPPED)).isOne();
        }

        @Test
        void tooMany_theOldestGiveWay() {
            answer = AWAY;
            add("first");
            timer.pass(Duration.ofSeconds(1)); // is under way from here on, and keeps its place
            try (CapturedLog log = new CapturedLog()) {
                IntStream.range(0, Delivery.MOST_WAITING + 7).forEach(i -> add("" + i));

                assertThat(log.linesWith("More than 1000 alerts wait for https://example.org"))
                        .isOne();
            }
            answer = new Attempt.Delivered();
            timer.pass(Duration.ofHours(1));

            List<String> delivered = sent.stream()
                    .skip(1)
                    .flatMap(message -> message.instances().stream())
                    .toList();
            assertThat(delivered)
                    .hasSize(1 + Delivery.MOST_WAITING)
                    .startsWith("first", "7")
                    .endsWith("1006");
            assertThat(meters.value(Meter.ALERTS_DROPPED)).isEqualTo(7);
        }
    }

    @Nested
    class Refused {

        @Test
        void message_isGivenUpCountedAndSaidOnce() {
            answer = new Attempt.Refused("status 404", "answers 404");
            try (CapturedLog log = new CapturedLog()) {
                for (int i = 0; i < 3; i++) {
                    add("a", "b");
                    timer.pass(Duration.ofMinutes(2));
                }

                assertThat(log.linesWith("https://example.org answers 404; 2 alert(s) are given up"))
                        .isOne();
                assertThat(log.linesWith("given up")).isOne();
            }
            assertThat(sent).hasSize(3);
            assertThat(timer.tasks()).isZero();
            assertThat(meters.value(Meter.ALERTS_DROPPED)).isEqualTo(6);
        }

        @Test
        void whatThrows_isGivenUpAndTheNextIsSent() {
            answer = null; // which no receiver answers
            add("a");
            timer.pass(Duration.ofMinutes(1));
            answer = new Attempt.Delivered();
            add("b");
            timer.pass(Duration.ofMinutes(1));

            assertThat(sent).containsExactly(new Sent(1, "a"), new Sent(61, "b"));
        }
    }

    @Nested
    class Closed {

        @Test
        void whatWaits_isSaidAndNotSent() {
            answer = AWAY;
            add("a");
            timer.pass(Duration.ofSeconds(1));
            add("b");
            try (CapturedLog log = new CapturedLog()) {
                timer.shutdownNow();
                delivery.close();
                add("c");

                assertThat(log.linesWith("The application ends; 2 alert(s) were not sent to https://example.org"))
                        .isOne();
            }
        }

        @Test
        void nothingWaits_nothingIsSaid() {
            try (CapturedLog log = new CapturedLog()) {
                delivery.close();

                assertThat(log.text()).isEmpty();
            }
        }
    }

    private void add(String... instances) {
        delivery.add(Stream.of(instances)
                .<Notice>map(instance -> new Notice.Begun(subject(ejected(instance)), ejected(instance), Instant.EPOCH))
                .toList());
    }
}
