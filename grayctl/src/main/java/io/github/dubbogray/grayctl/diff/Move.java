package io.github.dubbogray.grayctl.diff;

import io.github.dubbogray.core.rule.Share;
import io.github.dubbogray.core.rule.Split;
import io.github.dubbogray.core.text.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A share of requests that goes elsewhere.
 *
 * @param percent which part of the requests of a shape
 * @param buckets which buckets exactly, first and last of each run; none where no bucket decides
 */
record Move(String from, String to, BigDecimal percent, List<Run> buckets) {

    Move {
        buckets = List.copyOf(buckets);
    }

    /** Buckets next to each other. */
    record Run(int first, int last) {
        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + " to " + last;
        }
    }

    /** Returns what moves between two verdicts; requests that stay are not among them. */
    static List<Move> between(Verdict old, Verdict now) {
        if (old.by().equals(now.by()) && old.shares().equals(now.shares())) {
            return List.of();
        }
        if (old.by() instanceof Verdict.By.Nothing && now.by() instanceof Verdict.By.Nothing) {
            return List.of(new Move(old.laneAt(0), now.laneAt(0), BigDecimal.valueOf(100), List.of()));
        }
        boolean isKeyed = old.by() instanceof Verdict.By.Key || now.by() instanceof Verdict.By.Key;
        boolean isOneFixed = old.by() instanceof Verdict.By.Nothing || now.by() instanceof Verdict.By.Nothing;
        return isOneFixed || old.by().equals(now.by()) ? byBucket(old, now, isKeyed) : byChance(old, now);
    }

    /** The same number decides on both sides, or a number decides on one side only. */
    private static List<Move> byBucket(Verdict old, Verdict now, boolean isKeyed) {
        Map<List<String>, List<Run>> runs = new LinkedHashMap<>();
        for (int bucket = 0; bucket < Split.BUCKETS; bucket++) {
            List<Run> known =
                    runs.computeIfAbsent(List.of(old.laneAt(bucket), now.laneAt(bucket)), lanes -> new ArrayList<>());
            int last = known.size() - 1;
            if (last >= 0 && known.get(last).last() == bucket - 1) {
                known.set(last, new Run(known.get(last).first(), bucket));
            } else {
                known.add(new Run(bucket, bucket));
            }
        }
        return runs.entrySet().stream()
                .filter(run -> !run.getKey().get(0).equals(run.getKey().get(1)))
                .map(run -> new Move(
                        run.getKey().get(0),
                        run.getKey().get(1),
                        percent(run.getValue()),
                        isKeyed ? run.getValue() : List.of()))
                .toList();
    }

    private static BigDecimal percent(List<Run> runs) {
        int buckets =
                runs.stream().mapToInt(run -> run.last() - run.first() + 1).sum();
        return BigDecimal.valueOf(buckets, 2);
    }

    /** Other keys, or another salt: who has a lane on one side may have any on the other. */
    private static List<Move> byChance(Verdict old, Verdict now) {
        List<Move> moves = new ArrayList<>();
        for (Share from : old.shares()) {
            for (Share to : now.shares()) {
                long parts = (long) from.basisPoints() * to.basisPoints();
                if (!from.lane().equals(to.lane()) && parts > 0) {
                    moves.add(new Move(from.lane(), to.lane(), BigDecimal.valueOf(parts, 6), List.of()));
                }
            }
        }
        return moves;
    }

    String percentText() {
        return percent.stripTrailingZeros().toPlainString() + "%";
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("from", from)
                .put("to", to)
                .put("percent", percent.doubleValue())
                .putTexts("buckets", buckets.stream().map(Run::toString).toList());
    }

    String describe() {
        return percentText() + " from " + from + " to " + to
                + (buckets.isEmpty()
                        ? ""
                        : buckets.stream().map(Run::toString).collect(Collectors.joining(", ", ", buckets ", "")));
    }
}
