package io.github.dubbogray.observability.qos;

import io.github.dubbogray.router.record.Recordings;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What {@code grayRecord} is asked for. */
sealed interface RecordLine {

    /** How many calls are kept unless it is said. */
    int DEFAULT_CALLS = 1_000;

    /** How many seconds are recorded unless it is said. */
    int DEFAULT_SECONDS = 30;

    /** The options that have a value. */
    Set<String> OPTIONS = Set.of("--limit", "--seconds", "--from");

    /** What follows the command's name. */
    String USAGE = "[begin [--limit <calls>] [--seconds <seconds>] | end | read [--from <line>] | drop] [--json]";

    /** How the recording stands. */
    record Look() implements RecordLine {}

    /** Begin one. */
    record Begin(int limit, Duration lasting) implements RecordLine {}

    /** End it. */
    record End() implements RecordLine {}

    /**
     * Hand over what was recorded.
     *
     * @param from the first line, from 0
     */
    record Read(int from) implements RecordLine {}

    /** Forget it. */
    record Drop() implements RecordLine {}

    /** None of these: why, in a sentence without a full stop. */
    record Malformed(String problem) implements RecordLine {}

    static RecordLine of(CommandLine.Read line) {
        CommandLine.Argument word = line.words().isEmpty() ? null : line.words().get(0);
        Numbered limit = Numbered.of(line, "--limit", DEFAULT_CALLS, 1, Recordings.MOST_CALLS);
        Numbered seconds = Numbered.of(line, "--seconds", DEFAULT_SECONDS, 1, (int) Recordings.LONGEST.toSeconds());
        Numbered from = Numbered.of(line, "--from", 0, 0, Integer.MAX_VALUE);
        for (Numbered each : List.of(limit, seconds, from)) {
            if (!each.problem().isEmpty()) {
                return new Malformed(each.problem());
            }
        }
        return switch (word == null ? "" : word.text()) {
            case "" -> new Look();
            case "begin" -> new Begin(limit.number(), Duration.ofSeconds(seconds.number()));
            case "end" -> new End();
            case "read" -> new Read(from.number());
            case "drop" -> new Drop();
            default -> new Malformed((word == null ? "" : word.describe()) + " is nothing to do; " + USAGE);
        };
    }

    /** The value of an option, or what is wrong with it. */
    record Numbered(int number, String problem) {

        private static Numbered of(CommandLine.Read line, String option, int unlessSaid, int least, int most) {
            List<CommandLine.Argument> all = line.all(option);
            if (all.isEmpty()) {
                return new Numbered(unlessSaid, "");
            }
            CommandLine.Argument last = all.get(all.size() - 1);
            try {
                int number = Integer.parseInt(last.text());
                if (number >= least && number <= most) {
                    return new Numbered(number, "");
                }
            } catch (NumberFormatException e) {
                // What it must be is said below.
            }
            return new Numbered(
                    unlessSaid, last.describe() + " must be " + least + " to " + most + ", as it follows " + option);
        }
    }
}
