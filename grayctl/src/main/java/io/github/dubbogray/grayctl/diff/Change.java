package io.github.dubbogray.grayctl.diff;

import io.github.dubbogray.core.text.JsonObject;
import io.github.dubbogray.core.text.Listed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is decided otherwise for requests of some shapes.
 *
 * @param shapes the widest of them
 * @param isByChance whether who moves depends on draws or other keys, so that shares are what is to be expected
 */
record Change(List<Shape> shapes, Verdict old, Verdict now, List<Move> moves, boolean isByChance) {

    private static final int SHOWN = 5;

    Change {
        shapes = List.copyOf(shapes);
        moves = List.copyOf(moves);
    }

    static Change of(List<Shape> shapes, Verdict old, Verdict now) {
        List<Move> moves = Move.between(old, now);
        boolean isOneFixed = old.by() instanceof Verdict.By.Nothing || now.by() instanceof Verdict.By.Nothing;
        return new Change(shapes, old, now, moves, !isOneFixed && !old.by().equals(now.by()));
    }

    private boolean isKeyed() {
        return old.by() instanceof Verdict.By.Key || now.by() instanceof Verdict.By.Key;
    }

    /** Returns the keys that move, by {@code from → to} in words. */
    private Map<String, List<String>> moved(List<String> keys) {
        Map<String, List<String>> moved = new LinkedHashMap<>();
        for (String key : isKeyed() ? keys : List.<String>of()) {
            old.laneOf(key)
                    .forEach(from -> now.laneOf(key)
                            .filter(to -> !to.equals(from))
                            .forEach(to -> moved.computeIfAbsent("from " + from + " to " + to, way -> new ArrayList<>())
                                    .add(key)));
        }
        return moved;
    }

    List<String> toLines(List<String> keys) {
        List<String> lines = new ArrayList<>();
        shapes.stream().limit(SHOWN).forEach(shape -> lines.add(shape.describe()));
        if (shapes.size() > SHOWN) {
            lines.add("and " + (shapes.size() - SHOWN) + " more kinds of requests");
        }
        lines.add("  old: " + old.describe());
        lines.add("  new: " + now.describe());
        moves.forEach(move -> lines.add("  moves: " + move.describe()));
        if (isByChance) {
            lines.add("  who moves is by chance: both sides choose, and not by the same number");
        }
        moved(keys)
                .forEach((way, some) -> lines.add(
                        "  of " + keys.size() + " keys, " + some.size() + " " + way + ": " + Listed.sorted(some)));
        return lines;
    }

    JsonObject toJson(List<String> keys) {
        Map<String, List<String>> moved = moved(keys);
        return new JsonObject()
                .putTexts("requests", shapes.stream().map(Shape::describe).toList())
                .put("old", old.describe())
                .put("new", now.describe())
                .put("byChance", isByChance)
                .put("moves", moves.stream().map(move -> json(move, moved)).toList());
    }

    private static JsonObject json(Move move, Map<String, List<String>> moved) {
        return move.toJson()
                .putTexts("keys", moved.getOrDefault("from " + move.from() + " to " + move.to(), List.of()));
    }
}
