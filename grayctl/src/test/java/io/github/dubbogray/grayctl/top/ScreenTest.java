package io.github.dubbogray.grayctl.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The full screen, drawn")
class ScreenTest {

    private static final Instant SEEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final View.Place ONLY = new View.Place(1, 1);

    private static final Figures LIVE = new Figures.Read(Map.of(
            "stable", new LaneFigures(90, 0.001, OptionalDouble.of(0.0123)),
            "canary", new LaneFigures(10, 0.25, OptionalDouble.empty())));

    private static Snapshot snapshot(Figures figures, int lanes, int behind, int events) {
        return new Snapshot(
                SEEN,
                "demo-provider",
                "namespace public at nacos:8848",
                "revision 4ea3790a4968, gray lanes: canary",
                true,
                IntStream.range(0, lanes)
                        .mapToObj(i -> i == 0
                                ? new Snapshot.LaneRow("stable", 10, 9, 1, 9)
                                : new Snapshot.LaneRow(i == 1 ? "canary" : "lane-" + i, 2, i == 1 ? 0 : 2, 0, 2.5))
                        .toList(),
                figures,
                IntStream.range(0, behind)
                        .mapToObj(i -> "web " + i + "@host runs none, none")
                        .toList(),
                3,
                IntStream.range(0, events)
                        .mapToObj(i -> new Snapshot.Event(
                                SEEN.minusSeconds(3_600L * i), "4ea3790a4968", "amy", "ramp canary " + i + "%", ""))
                        .toList());
    }

    private static List<String> texts(View view, int width, int height) {
        return Screen.lines(view, width, height, SEEN.plusSeconds(1)).stream()
                .map(Line::text)
                .toList();
    }

    private static List<String> texts(Snapshot snapshot, int width, int height) {
        return texts(new View.Current(snapshot, ONLY), width, height);
    }

    @Test
    void everything_isThere() {
        assertThat(texts(snapshot(LIVE, 2, 1, 2), 80, 16).stream().map(String::stripTrailing))
                .containsExactly(
                        " demo-provider in namespace public at nacos:8848, 03:04:06 UTC",
                        "document: revision 4ea3790a4968, gray lanes: canary",
                        "",
                        "  LANE    UP       OUT  WEIGHT  SPLIT  CALLS/S  FAILING  P99",
                        "  stable  9 of 10  1    9       90.0%  90.0     0.1%     12 ms",
                        "  canary  0 of 2   -    2.50    10.0%  10.0     25.0%    -",
                        "",
                        "  consumers: 3 run it, 1 behind or not well",
                        "  web 0@host runs none, none",
                        "",
                        "  events",
                        "  01-02 03:04  4ea3790a4968  amy  ramp canary 0%  -",
                        "  01-02 02:04  4ea3790a4968  amy  ramp canary 1%  -",
                        "",
                        "",
                        " r ramp   o off   u undo   Tab next application   q quit");
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "40, 10", "132, 50", "20, 5", "1, 1", "80, 2", "200, 8"})
    @DisplayName(
            "as many lines as the screen has, none wider, and the keys at the bottom, however much there is to say")
    void anySize_fits(int width, int height) {
        for (View view : List.of(
                new View.Nothing("asking Nacos …"),
                new View.Current(snapshot(LIVE, 2, 0, 0), ONLY),
                new View.Current(snapshot(new Figures.Missing("no"), 40, 60, 20), new View.Place(2, 3)),
                new View.Old(snapshot(LIVE, 1, 50, 20), ONLY, SEEN, "away"))) {
            List<String> texts = texts(view, width, height);

            assertThat(texts).hasSize(height).allMatch(text -> text.codePointCount(0, text.length()) <= width);
            assertThat(texts.get(height - 1)).startsWith(" ".repeat(width == 1 ? 0 : 1));
            assertThat(texts.get(height - 1)).matches("…| [rq].*");
        }
    }

    @Nested
    class TooMuch {

        @Test
        void whatDoesNotFit_isCounted() {
            assertThat(texts(snapshot(LIVE, 40, 0, 0), 80, 24)).contains("  … and 24 more lanes");
            assertThat(texts(snapshot(LIVE, 2, 60, 20), 80, 24)).contains("  … and 54 more consumers");
        }

        @Test
        @DisplayName("who is behind leaves at least half of the room to events, and takes what they do not need")
        void consumersAndEvents_shareTheRoom() {
            assertThat(texts(snapshot(LIVE, 2, 60, 20), 80, 24))
                    .filteredOn(line -> line.contains("amy"))
                    .hasSize(6);
            assertThat(texts(snapshot(LIVE, 2, 60, 1), 80, 24))
                    .filteredOn(line -> line.contains("@host"))
                    .hasSize(11);
        }
    }

    @Nested
    class Unknown {

        @Test
        void withoutFigures_itIsSaidWhy() {
            assertThat(texts(snapshot(new Figures.Missing("say where they are: --prometheus URL"), 2, 0, 0), 80, 24))
                    .contains(
                            "  no live figures: say where they are: --prometheus URL",
                            "  stable  9 of 10  1    9       -      -        -        -");
        }

        @Test
        void oldFigures_sayHowOldAndWhy() {
            View old = new View.Current(snapshot(LIVE, 2, 0, 0), ONLY).failed("Nacos does not answer: no route");

            assertThat(Screen.lines(old, 80, 24, SEEN.plusSeconds(12)))
                    .contains(
                            new Line("old since 03:04:05, for 12 s: Nacos does not answer: no route", Line.Tone.ALARM));
            assertThat(old.failed("still").last()).contains(snapshot(LIVE, 2, 0, 0));
        }

        @Test
        void nothingYet_isSaid() {
            assertThat(texts(new View.Nothing("asking Nacos …"), 80, 24))
                    .startsWith(" grayctl top" + " ".repeat(68), "asking Nacos …");
        }

        @Test
        void anApplicationThatIsGone_isSaid_andHasNoKeysOfAnother() {
            View gone = new View.Gone("shop", "namespace public at nacos:8848");

            assertThat(texts(gone, 80, 5))
                    .contains("shop has no document any more in namespace public at nacos:8848")
                    .last()
                    .asString()
                    .startsWith(" Tab next application   q quit");
            assertThat(gone.last()).isEmpty();
            assertThat(gone.failed("away")).isEqualTo(new View.Nothing("away"));
        }

        @Test
        @DisplayName("what others have written cannot steer the terminal")
        void controlCharacters_areShown() {
            Snapshot snapshot = snapshot(LIVE, 2, 0, 0);
            Snapshot evil = new Snapshot(
                    SEEN,
                    "a",
                    "b",
                    "c",
                    true,
                    snapshot.lanes(),
                    LIVE,
                    List.of("web \u001b[2J runs none"),
                    0,
                    List.of(new Snapshot.Event(SEEN, "r", "\u001b]0;x\u0007", "w", "y")));

            assertThat(texts(evil, 80, 24)).noneMatch(line -> line.contains("\u001b"));
        }
    }

    @Nested
    class Tones {

        @Test
        void aLaneThatNobodyServes_andWhoIsBehind_areAlarming() {
            assertThat(Screen.lines(new View.Current(snapshot(LIVE, 3, 1, 0), ONLY), 80, 24, SEEN))
                    .filteredOn(line -> line.tone() == Line.Tone.ALARM)
                    .map(line -> line.text().strip().replaceAll(" .*", ""))
                    .containsExactly("canary", "web");
        }

        @Test
        void withoutColours_onlyLettersAreSent() {
            Line line = new Line("text", Line.Tone.ALARM);

            assertThat(line.toTerminal(false)).isEqualTo("text");
            assertThat(line.toTerminal(true)).isEqualTo("\u001b[1;31mtext\u001b[0m");
        }
    }
}
