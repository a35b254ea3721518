package io.github.dubbogray.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.core.document.Reading;
import io.github.dubbogray.core.health.watch.InstanceWatch;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.placement.Instance;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.router.event.GrayEvents;
import io.github.dubbogray.router.testing.EchoInvoker;
import io.github.dubbogray.router.testing.HandTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** From an instance that is silent to its being out, and back; each period ends a tenth early here. */
class ProbingTest {

    private static final String SHOP = "shop";
    private static final String PROBED = "canary: { labels: { version: v2 }, probing: {} }";

    private final HandTimer timer = new HandTimer();
    private final GrayEvents events = GrayEvents.apart();
    private final List<String> heard = new ArrayList<>();
    private final Watches watches = new Watches(events, timer.surroundings());
    private final EchoInvoker one = EchoInvoker.answering();
    private final EchoInvoker other = EchoInvoker.answering();
    private Table table = table(PROBED);

    ProbingTest() {
        events.listen(event -> heard.add(secondsPassed() + " s: " + event.describe()));
    }

    @Test
    @DisplayName("H4: three probes without an answer take an instance out, one answer brings it back")
    void silentInstance_isOutUntilItAnswers() {
        one.hang();
        hold("a", one, other);

        pass(Duration.ofSeconds(70));
        assertThat(heard)
                .containsExactly("51 s: Health of shop: " + one.address()
                        + " of lane canary is ejected until it answers: 3 probes in a row had no answer");
        assertThat(watch(one).isOut()).isTrue();

        one.answer();
        pass(Duration.ofSeconds(10));
        assertThat(heard.subList(1, heard.size()))
                .containsExactly(
                        "75 s: Health of shop: " + one.address() + " of lane canary is back: it answered a probe");
        assertThat(watch(one).isOut()).isFalse();
    }

    @Test
    @DisplayName("H3: of two that are silent one stays, and so does the only one")
    void lastInstance_stays() {
        one.hang();
        other.hang();
        hold("a", one, other);
        pass(Duration.ofMinutes(3));
        assertThat(List.of(watch(one).isOut(), watch(other).isOut())).containsExactlyInAnyOrder(true, false);

        hold("a", one);
        pass(Duration.ofMinutes(3));
        assertThat(watch(one).isOut()).isFalse();
    }

    @Test
    void answersInBetween_beginTheCountAnew() {
        hold("a", one, other);
        pass(Duration.ofSeconds(31));
        for (int i = 0; i < 10; i++) {
            one.hang();
            pass(Duration.ofSeconds(18));
            one.answer();
            pass(Duration.ofSeconds(9));
        }

        assertThat(one.calls()).hasSize(31);
        assertThat(heard).isEmpty();
    }

    @Test
    @DisplayName("H5: only lanes that say so are probed")
    void otherLanes_areNot() {
        EchoInvoker stable = EchoInvoker.answering();
        table = table(
                "canary: { labels: { version: v2 }, outlier: {} }", "beta: { labels: { version: v3 }, probing: {} }");
        watches.hold("a", List.of(member(one, "v2"), member(other, "v3"), member(stable, "v1")), name -> table);
        pass(Duration.ofMinutes(1));

        assertThat(other.calls()).hasSize(4);
        assertThat(one.calls()).isEmpty();
        assertThat(stable.calls()).isEmpty();
    }

    @Test
    void stable_isProbedWhereItSaysSo() {
        table = table("stable: { probing: {} }", "canary: { labels: { version: v2 } }");
        watches.hold("a", List.of(member(one, "v1"), member(other, "v2")), name -> table);
        pass(Duration.ofMinutes(1));

        assertThat(one.calls()).hasSize(4);
        assertThat(other.calls()).isEmpty();
    }

    @Test
    @DisplayName("Two references, two lanes, a document that changes something else: no probe more, and none sooner")
    void severalThatWantTheSame_areProbedOnce() {
        EchoInvoker again = EchoInvoker.at(one.address());
        hold("a", one);
        pass(Duration.ofSeconds(10));
        hold("b", again);
        pass(Duration.ofSeconds(10));
        table = table(PROBED, "beta: { labels: { version: v2 }, health: {}, probing: { failures: 7 } }");
        hold("a", one);
        hold("b", again);
        pass(Duration.ofSeconds(40));
        watches.letGo("a");
        pass(Duration.ofSeconds(9));

        assertThat(one.calls().size() + again.calls().size()).isEqualTo(5);
        assertThat(again.calls()).hasSize(1);
    }

    @Test
    @DisplayName("H5: nobody to probe any more leaves nothing to do")
    void keysGone_endProbing() {
        hold("a", one);
        pass(Duration.ofSeconds(31));
        assertThat(timer.tasks()).isEqualTo(2);
        table = table("canary: { labels: { version: v2 }, outlier: {} }");
        hold("a", one);
        pass(Duration.ofMinutes(1));

        assertThat(timer.tasks()).as("judging goes on").isEqualTo(1);
        assertThat(one.calls()).hasSize(1);
        watches.letGo("a");
        assertThat(timer.tasks()).isZero();
    }

    private void hold(String reference, EchoInvoker... canaries) {
        watches.hold(
                reference, Stream.of(canaries).map(each -> member(each, "v2")).toList(), name -> table);
    }

    private static Member member(EchoInvoker invoker, String version) {
        return new Member(invoker.address(), new Instance(SHOP, Labels.of("version", version)), invoker);
    }

    private void pass(Duration duration) {
        long end = timer.nanos() + duration.toNanos();
        while (timer.nanos() < end) {
            timer.pass(Duration.ofMillis(100));
        }
    }

    private long secondsPassed() {
        return Duration.ofNanos(timer.nanos()).toSeconds();
    }

    private InstanceWatch watch(EchoInvoker instance) {
        return watches.watch(SHOP)
                .lane("canary")
                .orElseThrow()
                .instance(instance.address())
                .orElseThrow();
    }

    private static Table table(String... lanes) {
        Reading reading = DocumentReader.read(
                SHOP, "apiVersion: dubbo-gray/v1\napplication: shop\nlanes:\n  " + String.join("\n  ", lanes) + "\n");
        return ((Reading.Accepted) reading).table();
    }
}
