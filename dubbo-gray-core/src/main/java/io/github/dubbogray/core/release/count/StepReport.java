package io.github.dubbogray.core.release.count;

import io.github.dubbogray.core.label.PairSyntax;
import io.github.dubbogray.core.table.ReleaseMark;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one consumer counted of one step of a release, as it announces it: {@code id/step}, then for each lane
 * {@code ;lane=calls,failures,of keys,slow,of keys}.
 *
 * @param id names the release
 * @param step which of its steps, from 1
 * @param lanes the counts by lane, sorted by name
 * @param failed what is said of failed calls to gray, in a text of its own
 */
public record StepReport(String id, int step, Map<String, LaneCounts> lanes, FailedCalls failed) {

    private static final int LONGEST = 400;
    private static final String NAME = "[A-Za-z0-9._-]{1,63}";
    private static final String NUMBER = "(\\d{1,12})";
    private static final Pattern LANE =
            Pattern.compile(";(" + NAME + ")=" + NUMBER + "," + NUMBER + "," + NUMBER + "," + NUMBER + "," + NUMBER);
    private static final Pattern REPORT = Pattern.compile("(" + NAME + ")/(\\d{1,3})((?:" + LANE.pattern() + ")*)");

    /** One that says nothing of failed calls but how many they are. */
    public StepReport(String id, int step, Map<String, LaneCounts> lanes) {
        this(id, step, lanes, FailedCalls.NONE);
    }

    public StepReport {
        if (!PairSyntax.isToken(id) || step < 1 || step > ReleaseMark.OfStep.MOST) {
            throw new IllegalArgumentException("no step of a release: " + id + "/" + step);
        }
        lanes = new TreeMap<>(lanes);
    }

    /** Returns the counts of a lane. */
    public LaneCounts lane(String name) {
        return lanes.getOrDefault(name, LaneCounts.NONE);
    }

    /**
     * Returns the text that {@link #read} reads, of at most {@value #LONGEST} characters: where lanes are too many, those with the
     * fewest calls are left out.
     */
    public String text() {
        StringBuilder text = new StringBuilder(id + "/" + step);
        lanes.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, LaneCounts> lane) ->
                                -lane.getValue().calls())
                        .thenComparing(Map.Entry::getKey))
                .map(lane -> text(lane.getKey(), lane.getValue()))
                .filter(lane -> text.length() + lane.length() <= LONGEST)
                .forEach(text::append);
        return text.toString();
    }

    /** Returns what is said of failed calls, in what {@link #text} leaves of its {@value #LONGEST} characters. */
    public String failedText() {
        return failed.text(LONGEST - text().length());
    }

    /** Returns the same with what is said of failed calls. */
    public StepReport with(FailedCalls some) {
        return new StepReport(id, step, lanes, some);
    }

    private static String text(String lane, LaneCounts counts) {
        return ";" + lane + "=" + counts.calls() + "," + text(counts.failures()) + "," + text(counts.slow());
    }

    private static String text(LaneCounts.Of some) {
        return some.calls() + "," + some.keys();
    }

    /** Reads what somebody announced; empty where it is no such text, or says what cannot be. */
    public static Optional<StepReport> read(String text) {
        Matcher report = REPORT.matcher(text);
        if (text.length() > LONGEST || !report.matches()) {
            return Optional.empty();
        }
        try {
            Map<String, LaneCounts> lanes = new TreeMap<>();
            LANE.matcher(report.group(3)).results().forEach(lane -> lanes.put(lane.group(1), counts(lane)));
            return Optional.of(new StepReport(report.group(1), Integer.parseInt(report.group(2)), lanes));
        } catch (IllegalArgumentException impossible) { // more failures than calls
            return Optional.empty();
        }
    }

    private static LaneCounts counts(MatchResult lane) {
        return new LaneCounts(
                number(lane, 2),
                new LaneCounts.Of(number(lane, 3), number(lane, 4)),
                new LaneCounts.Of(number(lane, 5), number(lane, 6)));
    }

    private static long number(MatchResult lane, int group) {
        return Long.parseLong(lane.group(group));
    }
}
