package io.github.dubbogray.grayctl.top;

import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.output.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws what is known: a pure function of that, the size of the screen and the time. Lanes stand first; what is left of the
 * height is shared by consumers that are behind and by events, and what does not fit is counted.
 */
final class Screen {

    static final String KEYS = " r ramp   o %s   u undo   Tab next application   q quit";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Top bar, document, two empty lines, two titles and the bar of keys. */
    private static final int FRAME = 7;

    private final int width;
    private final int height;

    private Screen(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Returns exactly as many lines as the screen has, none wider than it. */
    static List<Line> lines(View view, int width, int height, Instant now) {
        return new Screen(Math.max(1, width), Math.max(1, height)).draw(view, now);
    }

    private List<Line> draw(View view, Instant now) {
        List<Line> lines = new ArrayList<>();
        if (view instanceof View.Nothing nothing) {
            lines.add(new Line(" grayctl top", Line.Tone.BAR));
            lines.add(Line.plain(Quoted.sentence(nothing.why())));
            return framed(lines, " q quit");
        }
        if (view instanceof View.Gone gone) {
            lines.add(new Line(" grayctl top", Line.Tone.BAR));
            lines.add(new Line(
                    Quoted.sentence(gone.application() + " has no document any more in " + gone.place()),
                    Line.Tone.ALARM));
            return framed(lines, " Tab next application   q quit");
        }
        Snapshot snapshot = view instanceof View.Old old ? old.snapshot() : ((View.Current) view).snapshot();
        View.Place place = view instanceof View.Old old ? old.place() : ((View.Current) view).place();
        lines.add(new Line(
                " " + Quoted.sentence(snapshot.application())
                        + (place.all() > 1 ? " (" + place.number() + " of " + place.all() + ")" : "") + " in "
                        + snapshot.place() + ", " + TIME.format(now) + " UTC",
                Line.Tone.BAR));
        if (view instanceof View.Old old) {
            lines.add(new Line(age(old, now), Line.Tone.ALARM));
        }
        lines.add(Line.plain("document: " + Quoted.sentence(snapshot.document())));
        lines.addAll(lanes(snapshot));
        lines.addAll(rest(snapshot, height - lines.size() - 1));
        return framed(lines, String.format(Locale.ROOT, KEYS, snapshot.isEnabled() ? "off" : "on"));
    }

    private static String age(View.Old old, Instant now) {
        long seconds = Math.max(0, Duration.between(old.since(), now).toSeconds());
        return "old since " + TIME.format(old.since()) + ", for " + seconds + " s: " + Quoted.sentence(old.why());
    }

    /** The bar of keys stands at the bottom, whatever else there is. */
    private List<Line> framed(List<Line> content, String keys) {
        List<Line> lines = new ArrayList<>(content.subList(0, Math.min(content.size(), height - 1)));
        while (lines.size() < height - 1) {
            lines.add(Line.plain(""));
        }
        lines.add(new Line(keys, Line.Tone.BAR));
        return lines.stream().map(line -> line.fitting(width)).toList();
    }

    private List<Line> lanes(Snapshot snapshot) {
        TextTable table = new TextTable("  ", "LANE", "UP", "OUT", "WEIGHT", "SPLIT", "CALLS/S", "FAILING", "P99");
        double all = snapshot.lanes().stream()
                .flatMap(row -> snapshot.figures().of(row.lane()).stream())
                .mapToDouble(LaneFigures::perSecond)
                .sum();
        snapshot.lanes().forEach(row -> addTo(table, row, snapshot.figures(), all));
        List<String> texts = new ArrayList<>();
        table.toLines(texts::add);
        List<Line> lines = new ArrayList<>();
        lines.add(Line.plain(""));
        lines.add(new Line(texts.get(0), Line.Tone.HEAD));
        int room = Math.max(1, height - FRAME - (snapshot.figures() instanceof Figures.Missing ? 1 : 0));
        for (int i = 0; i < snapshot.lanes().size() && i < room; i++) {
            lines.add(
                    new Line(texts.get(i + 1), snapshot.lanes().get(i).up() == 0 ? Line.Tone.ALARM : Line.Tone.PLAIN));
        }
        if (snapshot.lanes().size() > room) {
            lines.set(lines.size() - 1, more(snapshot.lanes().size() - room + 1, "lanes"));
        }
        if (snapshot.figures() instanceof Figures.Missing missing) {
            lines.add(Line.plain("  no live figures: " + Quoted.sentence(missing.why())));
        }
        return lines;
    }

    private static void addTo(TextTable table, Snapshot.LaneRow row, Figures figures, double all) {
        String[] live = figures.of(row.lane())
                .map(known -> new String[] {
                    all > 0 ? percent(known.perSecond() / all) : "",
                    String.format(Locale.ROOT, "%.1f", known.perSecond()),
                    percent(known.failing()),
                    known.p99Seconds().isEmpty()
                            ? ""
                            : Math.round(1_000 * known.p99Seconds().getAsDouble()) + " ms"
                })
                .orElse(new String[] {"", "", "", ""});
        table.add(
                row.lane(),
                row.up() + " of " + row.instances(),
                row.out() == 0 ? "" : String.valueOf(row.out()),
                row.weight() == Math.rint(row.weight())
                        ? String.valueOf((long) row.weight())
                        : String.format(Locale.ROOT, "%.2f", row.weight()),
                live[0],
                live[1],
                live[2],
                live[3]);
    }

    private static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f%%", 100 * part);
    }

    /** Consumers that are behind get half of the room at least, if they need it. */
    private static List<Line> rest(Snapshot snapshot, int height) {
        List<Line> lines = new ArrayList<>();
        int rows = Math.max(0, height - 4);
        int events = Math.min(
                snapshot.events().size(),
                Math.max(rows / 2, rows - snapshot.behind().size()));
        int behind = Math.min(snapshot.behind().size(), rows - events);
        lines.add(Line.plain(""));
        lines.add(new Line(
                "  consumers: " + snapshot.well() + " run it"
                        + (snapshot.behind().isEmpty()
                                ? ""
                                : ", " + snapshot.behind().size() + " behind or not well"),
                Line.Tone.HEAD));
        snapshot.behind().stream()
                .limit(behind)
                .map(line -> new Line("  " + Quoted.sentence(line), Line.Tone.ALARM))
                .forEach(lines::add);
        if (behind > 0 && snapshot.behind().size() > behind) {
            lines.set(lines.size() - 1, more(snapshot.behind().size() - behind + 1, "consumers"));
        }
        lines.add(Line.plain(""));
        lines.add(new Line("  events" + (snapshot.events().isEmpty() ? ": none" : ""), Line.Tone.HEAD));
        TextTable table = new TextTable("  ", "", "", "", "", "");
        snapshot.events().stream()
                .limit(events)
                .forEach(event ->
                        table.add(DAY.format(event.at()), event.revision(), event.by(), event.what(), event.reason()));
        List<String> texts = new ArrayList<>();
        table.toLines(texts::add);
        texts.stream().skip(1).map(Line::plain).forEach(lines::add);
        return lines;
    }

    private static Line more(int count, String of) {
        return Line.plain("  … and " + count + " more " + of);
    }
}
