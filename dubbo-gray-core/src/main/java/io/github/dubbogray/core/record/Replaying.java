package io.github.dubbogray.core.record;

import io.github.dubbogray.core.rule.Condition;
import io.github.dubbogray.core.rule.Rule;
import io.github.dubbogray.core.table.Table;
import io.github.dubbogray.core.tag.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** What has been added up so far of a {@link Replay}. For one thread. */
final class Replaying {

    private final Map<Replay.Document, Table> tables;
    private final Table next;
    private final Asking asking = new Asking(this::recorded);
    private final Map<List<Object>, Facts> facts = new HashMap<>();
    private final Map<String, Double> then = new TreeMap<>();
    private final Map<String, Bounds> now = new TreeMap<>();
    private final Map<List<String>, Bounds> moves = new LinkedHashMap<>();
    private final Map<String, Long> outcomes = new TreeMap<>();
    private Bounds moving = Bounds.NONE;
    private double weights;
    private long decisions;
    private long undecided;
    private long unlike;

    Replaying(Map<Replay.Document, Table> tables, Table next) {
        this.tables = tables;
        this.next = next;
    }

    void add(RecordedProcess process) {
        for (RecordedDecision decision : process.decisions()) {
            decision.request().asked().stream()
                    .filter(this::isMeant)
                    .findFirst()
                    .ifPresent(own -> add(decision, own, process.weight()));
        }
    }

    private boolean isMeant(Asked asked) {
        return asked.application().equals(next.application());
    }

    private void add(RecordedDecision decision, Asked own, double weight) {
        Facts known = factsOf(decision.request());
        Verdict.Answer claim = asking.ask(decision, known, this::recorded, Asking.Drawn.NONE)
                .possible()
                .get(0);
        Asking.Drawn drawn =
                (application, rule) -> claim.isOf(application, rule) ? decision.drawn() : OptionalInt.empty();
        unlike += isLike(decision, asking.ask(decision, known, this::recorded, drawn)) ? 0 : 1;
        Verdict after = asking.ask(decision, known, asked -> isMeant(asked) ? next : recorded(asked), drawn);
        String from = recorded(own).mode() == Table.Mode.DISABLED ? Tag.STABLE : decision.lane();
        add(from, next.mode() == Table.Mode.DISABLED ? toStable() : after, weight);
        outcomes.merge(decision.ended().outcome(), 1L, Long::sum);
    }

    private static Verdict toStable() {
        return Verdict.of(Verdict.Answer.unclaimed(Tag.STABLE));
    }

    /** The documents of then, asked once more, must say what was recorded. */
    private static boolean isLike(RecordedDecision decision, Verdict again) {
        Verdict.Answer answer = again.possible().get(0);
        return again.isCertain()
                && answer.rule().equals(decision.rule())
                && answer.shares().containsKey(decision.lane());
    }

    private void add(String from, Verdict after, double weight) {
        decisions++;
        weights += weight;
        undecided += after.isCertain() ? 0 : 1;
        then.merge(from, weight, Double::sum);
        moving = moving.plus(after.boundsOf(from).rest(), weight);
        for (String to : after.lanes()) {
            Bounds bounds = after.boundsOf(to);
            now.put(to, now.getOrDefault(to, Bounds.NONE).plus(bounds, weight));
            if (!to.equals(from)) {
                List<String> way = List.of(from, to);
                moves.put(way, moves.getOrDefault(way, Bounds.NONE).plus(bounds, weight));
            }
        }
    }

    private Table recorded(Asked asked) {
        Table table = tables.get(new Replay.Document(asked.application(), asked.revision()));
        return table == null ? Table.withoutDocument(asked.application()) : table;
    }

    /** Requests of which the same conditions hold, and that are about the same, have the same facts. */
    private Facts factsOf(SeenRequest request) {
        List<Object> kind = new ArrayList<>(List.of(request.caller(), request.service(), request.method()));
        request.asked().forEach(asked -> kind.add(List.of(asked.application(), asked.revision(), asked.held())));
        return facts.computeIfAbsent(kind, some -> Facts.of(request, told -> tell(request, told)));
    }

    private void tell(SeenRequest request, BiConsumer<Condition, Boolean> told) {
        for (Asked asked : request.asked()) {
            List<Rule> rules = recorded(asked).rules().list();
            for (int i = 0; i < Math.min(rules.size(), asked.held().length()); i++) {
                told.accept(rules.get(i).condition(), asked.holds(i));
            }
        }
    }

    Replay result() {
        double all = weights == 0 ? 1 : weights;
        UnaryOperator<Bounds> share = sum -> Bounds.NONE.plus(sum, 1 / all);
        Map<String, Bounds> names = new TreeMap<>(now);
        then.keySet().forEach(lane -> names.putIfAbsent(lane, Bounds.NONE));
        return new Replay(
                next.application(),
                next.revision(),
                decisions,
                undecided,
                unlike,
                names.entrySet().stream()
                        .map(lane -> new Replay.LaneShares(
                                lane.getKey(),
                                then.getOrDefault(lane.getKey(), 0.0) / all,
                                share.apply(lane.getValue())))
                        .toList(),
                moves.entrySet().stream()
                        .map(move -> new Replay.Move(
                                move.getKey().get(0), move.getKey().get(1), share.apply(move.getValue())))
                        .sorted((a, b) ->
                                Double.compare(b.share().most(), a.share().most()))
                        .toList(),
                share.apply(moving),
                Map.copyOf(outcomes));
    }
}
