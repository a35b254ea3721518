package io.github.dubbogray.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Puts measurements of one run beside each other and beside the design's budget. */
final class Answers {

    /** And what the sampling of bytes adds, a fraction of one. */
    private static final double ROUTE_BYTES_ABOVE_FLOOR = 64.5;

    private static final double TAG_ROUTER_TIMES = 1_000;
    private static final double SELECT_NANOS = 5_000;
    private static final double OUTCOME_NANOS = 60;
    private static final double REBUILD_MILLIS = 20;

    /** How many rules budgets are about; the first is what stands beside Dubbo's routers too. */
    private static final int RULES = 50;

    private static final int MANY_RULES = 500;

    /** How many instances the budget's larger lines are about, and its smaller ones. */
    private static final int MANY = 1_000;

    private static final int FEW = 10;

    private static final double METRICS_NANOS = 150;

    private static final double METRICS_BYTES = 32;

    private static final double SWITCH_TIMES = 3;

    private final List<Measurement> all;

    Answers(List<Measurement> all) {
        this.all = all;
    }

    List<Answer> toList() {
        List<Answer> answers = new ArrayList<>();
        of("FloorBenchmark.floor")
                .forEach(floor -> answers.add(Answer.of(Question.ROUTE, "floor, " + size(floor), floor)));
        of("FloorBenchmark.emptyChain")
                .forEach(chain -> answers.add(
                        besideFloor(Answer.of(Question.ROUTE, "chain without routers, " + size(chain), chain), chain)));
        of("FloorBenchmark.floorAndEntry")
                .forEach(floor -> answers.add(besideFloor(
                        Answer.of(Question.ROUTE, "floor, and an entry on the call, " + size(floor), floor), floor)));
        of("FloorBenchmark.attachment").stream()
                .filter(read -> read.number("instances") == FEW)
                .forEach(read -> answers.add(Answer.of(Question.ROUTE, "one attachment read from a call", read)));
        of("FloorBenchmark.least")
                .forEach(least -> answers.add(besideFloor(
                        Answer.of(Question.ROUTE, "least: floor, entry and attachment, " + size(least), least),
                        least)));
        of("FloorBenchmark.leastRouter")
                .forEach(router -> answers.add(besideFloor(
                        Answer.of(Question.ROUTE, "the same as a router in Dubbo's chain, " + size(router), router),
                        router)));
        of("GrayRouteBenchmark.route").stream()
                .sorted(Comparator.comparing((Measurement gray) -> gray.parameter("call"))
                        .thenComparing(gray -> gray.number("rules"))
                        .thenComparing(gray -> gray.number("instances")))
                .forEach(gray -> answers.add(grayRoute(gray)));
        of("DubboRouteBenchmark.route").forEach(dubbo -> answers.add(dubboRoute(dubbo)));
        of("GrayRouteBenchmark.route").forEach(gray -> answers.addAll(againstDubbo(gray)));
        of("SelectBenchmark.select").forEach(select -> answers.add(select(select)));
        of("BalanceBenchmark.select").forEach(balance -> answers.add(balance(balance)));
        of("OutcomeBenchmark.timed")
                .forEach(timed -> answers.add(besideUntold(
                        Answer.of(
                                Question.OUTCOME,
                                "timed: two looks at the clock (run " + low(timed.parameter("health")) + ")",
                                timed),
                        timed)));
        of("OutcomeBenchmark.told").forEach(told -> answers.add(outcome(told)));
        of("OutcomeBenchmark.breakerOfTime")
                .forEach(breaker -> answers.add(breaker("resilience4j, window of time", breaker)));
        of("OutcomeBenchmark.breakerOfCount")
                .forEach(breaker -> answers.add(breaker("resilience4j, window of calls", breaker)));
        of("MetricsBenchmark.call").forEach(call -> answers.add(metrics(call)));
        of("MetricsBenchmark.bareTimer").stream()
                .filter(call -> "OFF".equals(call.parameter("metrics")))
                .forEach(call -> answers.add(
                        besideUnmeasured(Answer.of(Question.METRICS, "off, and a bare timer", call), call)));
        of("SwitchBenchmark.volatileEntry")
                .forEach(least -> answers.add(
                        Answer.of(Question.SWITCH, "least: an entry of a map behind a volatile" + flag(least), least)));
        of("SwitchBenchmark.core").forEach(core -> answers.add(switchOfCore(core)));
        of("SwitchBenchmark.typedValue")
                .forEach(typed -> answers.add(besideSwitch(
                        "SwitchBenchmark.volatileEntry",
                        "least",
                        Answer.of(Question.SWITCH, "a typed value" + flag(typed), typed),
                        typed)));
        of("SwitchBenchmark.flagd")
                .forEach(flagd -> answers.add(
                        Answer.of(Question.SWITCH, "flagd's provider, in the process" + flag(flagd), flagd)));
        of("SwitchBenchmark.provider")
                .forEach(provider -> answers.add(besideSwitch(
                        "SwitchBenchmark.flagd",
                        "flagd",
                        Answer.of(Question.SWITCH, "the provider for OpenFeature" + flag(provider), provider),
                        provider)));
        all.stream().filter(this::isAboutChange).forEach(change -> answers.add(change(change)));
        return answers;
    }

    private Answer grayRoute(Measurement gray) {
        Answer answer = Answer.of(
                Question.ROUTE,
                "gray, " + low(gray.parameter("call")) + ", " + size(gray) + ", " + gray.parameter("rules") + " rules",
                gray);
        return least(gray)
                .map(least -> withinBudget(answer.beside("least", least.nanos()), gray, least))
                .orElse(answer);
    }

    private Answer withinBudget(Answer answer, Measurement gray, Measurement least) {
        Optional<String> times = timesLeast(gray);
        Optional<Measurement> floor = floor(gray);
        return times.isEmpty() || floor.isEmpty()
                ? answer
                : answer.within(
                        "≤ " + times.get() + " × least, ≤ 64 B above the floor",
                        gray.nanos() <= Double.parseDouble(times.get()) * least.nanos()
                                && gray.bytes() <= floor.get().bytes() + ROUTE_BYTES_ABOVE_FLOOR);
    }

    /** A call with its tag asks no rules; of the others, the number of rules is part of the budget. */
    private static Optional<String> timesLeast(Measurement gray) {
        if ("TAGGED".equals(gray.parameter("call"))) {
            return Optional.of("1.5");
        }
        return switch (gray.number("rules")) {
            case RULES -> Optional.of("3");
            case MANY_RULES -> Optional.of("4");
            default -> Optional.empty();
        };
    }

    private Answer dubboRoute(Measurement dubbo) {
        return besideFloor(
                Answer.of(
                        Question.ROUTE,
                        router(dubbo) + ", " + low(dubbo.parameter("call")) + ", " + size(dubbo),
                        dubbo),
                dubbo);
    }

    /** With the budget's number of rules, beside Dubbo's tag router under the same call. */
    private List<Answer> againstDubbo(Measurement gray) {
        if (gray.number("rules") != RULES) {
            return List.of();
        }
        return of("DubboRouteBenchmark.route").stream()
                .filter(dubbo -> dubbo.parameter("router").startsWith("TAG"))
                .filter(same(gray, "instances").and(same(gray, "call")))
                .map(dubbo -> againstTagRouter(gray, dubbo))
                .toList();
    }

    private static Answer againstTagRouter(Measurement gray, Measurement dubbo) {
        Answer answer = Answer.of(
                        Question.ROUTE,
                        "gray against " + router(dubbo) + ", " + low(gray.parameter("call")) + ", " + size(gray),
                        gray)
                .beside(router(dubbo), dubbo.nanos());
        if (gray.number("instances") == FEW) {
            return answer.within("never slower", gray.nanos() <= dubbo.nanos());
        }
        return gray.number("instances") == MANY && "TAG_DYNAMIC".equals(dubbo.parameter("router"))
                ? answer.within("≥ 1 000 × faster", TAG_ROUTER_TIMES * gray.nanos() <= dubbo.nanos())
                : answer;
    }

    private Answer select(Measurement select) {
        String setting = select.parameter("setting");
        Answer answer = Answer.of(
                Question.SELECT,
                low(setting) + ", weights " + low(select.parameter("weights")) + ", " + size(select),
                select);
        Answer beside = of("SelectBenchmark.select").stream()
                .filter(other -> "STOCK".equals(other.parameter("setting")) && !other.equals(select))
                .filter(same(select, "instances").and(same(select, "weights")))
                .findFirst()
                .map(stock -> answer.beside("stock", stock.nanos()))
                .orElse(answer);
        boolean isBudgeted = select.number("instances") == MANY && "RECOMMENDED".equals(setting);
        return isBudgeted ? beside.within("≤ 5 µs", select.nanos() <= SELECT_NANOS) : beside;
    }

    /** A load balancer on either form of the routed list, beside {@code random} on the same. */
    private Answer balance(Measurement balance) {
        String balancer = balance.parameter("balancer");
        Answer answer = Answer.of(
                Question.SELECT,
                "gray router, then " + low(balancer) + " on the " + low(balance.parameter("handover"))
                        + " list, weights " + low(balance.parameter("weights")) + ", " + size(balance),
                balance);
        Answer beside = of("BalanceBenchmark.select").stream()
                .filter(other -> "RANDOM".equals(other.parameter("balancer")) && !other.equals(balance))
                .filter(same(balance, "instances").and(same(balance, "weights")).and(same(balance, "handover")))
                .findFirst()
                .map(random -> answer.beside("random", random.nanos()))
                .orElse(answer);
        return "GRAY".equals(balancer) && balance.number("instances") == MANY
                ? beside.within("≤ 5 µs", balance.nanos() <= SELECT_NANOS)
                : beside;
    }

    /** A call that is told of, beside the same call that is not; the budget is about the difference. */
    private Answer outcome(Measurement told) {
        String health = low(told.parameter("health"));
        return besideUntold(Answer.of(Question.OUTCOME, "told, keys of health: " + health, told), told)
                .within(
                        "≤ 60 ns and 0 B above untold",
                        untold(told)
                                .filter(untold -> told.nanos() - untold.nanos() <= OUTCOME_NANOS
                                        && told.bytes() - untold.bytes() < 1)
                                .isPresent());
    }

    /** A breaker knows nothing of lanes: one of its measurements is enough. */
    private Answer breaker(String what, Measurement breaker) {
        return besideUntold(
                Answer.of(Question.OUTCOME, what + " (run " + low(breaker.parameter("health")) + ")", breaker),
                breaker);
    }

    private Answer besideUntold(Answer answer, Measurement measured) {
        return untold(measured)
                .map(untold -> answer.beside("untold", untold.nanos()))
                .orElse(answer);
    }

    private Optional<Measurement> untold(Measurement measured) {
        return of("OutcomeBenchmark.untold").stream()
                .filter(same(measured, "health"))
                .findFirst();
    }

    /** A call whose metrics a registry has, beside the same call without; the budget is about the difference. */
    private Answer metrics(Measurement call) {
        Answer answer =
                besideUnmeasured(Answer.of(Question.METRICS, "metrics " + low(call.parameter("metrics")), call), call);
        Optional<Measurement> off = unmeasured();
        return "ON".equals(call.parameter("metrics")) && off.isPresent()
                ? answer.within(
                        "≤ 150 ns and 32 B above off",
                        call.nanos() - off.get().nanos() <= METRICS_NANOS
                                && call.bytes() - off.get().bytes() <= METRICS_BYTES)
                : answer;
    }

    private Answer besideUnmeasured(Answer answer, Measurement call) {
        return unmeasured()
                .filter(off -> !off.equals(call))
                .map(off -> answer.beside("off", off.nanos()))
                .orElse(answer);
    }

    private Optional<Measurement> unmeasured() {
        return of("MetricsBenchmark.call").stream()
                .filter(call -> "OFF".equals(call.parameter("metrics")))
                .findFirst();
    }

    private Answer switchOfCore(Measurement core) {
        Answer answer = besideSwitch(
                "SwitchBenchmark.volatileEntry", "least", Answer.of(Question.SWITCH, "core" + flag(core), core), core);
        Baseline least = answer.baseline();
        return least == null
                ? answer
                : answer.within("≤ 3 × least, 0 B", core.nanos() <= SWITCH_TIMES * least.value() && core.bytes() < 1);
    }

    private Answer besideSwitch(String other, String name, Answer answer, Measurement measured) {
        return of(other).stream()
                .filter(same(measured, "flag"))
                .findFirst()
                .map(least -> answer.beside(name, least.nanos()))
                .orElse(answer);
    }

    private static String flag(Measurement measured) {
        return ", " + ("SHARE".equals(measured.parameter("flag")) ? "a tenth of the users" : "for everybody");
    }

    private boolean isAboutChange(Measurement measured) {
        return measured.benchmark().startsWith("Change")
                || measured.benchmark().startsWith("Compile")
                || measured.benchmark().startsWith("Explain");
    }

    private Answer change(Measurement change) {
        String method = change.benchmark().substring(change.benchmark().indexOf('.') + 1);
        String what = switch (method) {
            case "instancesChange" -> "notify, 20 lanes, " + size(change);
            case "documentChanges" -> "document pushed, 20 lanes, 50 rules, " + size(change);
            case "compile" -> "document compiled, 20 lanes, " + change.parameter("rules") + " rules";
            default -> "call explained, 20 lanes, 50 rules, " + size(change);
        };
        Answer answer = Answer.of(Question.REBUILD, what, change);
        return "instancesChange".equals(method) && change.number("instances") > MANY
                ? answer.within("≤ 20 ms", change.nanos() <= REBUILD_MILLIS * 1_000_000)
                : answer;
    }

    private Answer besideFloor(Answer answer, Measurement measured) {
        return floor(measured)
                .map(floor -> answer.beside("floor", floor.nanos()))
                .orElse(answer);
    }

    private Optional<Measurement> floor(Measurement measured) {
        return beside("FloorBenchmark.floor", measured);
    }

    private Optional<Measurement> least(Measurement measured) {
        return beside("FloorBenchmark.least", measured);
    }

    private Optional<Measurement> beside(String benchmark, Measurement measured) {
        return of(benchmark).stream().filter(same(measured, "instances")).findFirst();
    }

    private List<Measurement> of(String benchmark) {
        return all.stream()
                .filter(measured -> measured.benchmark().equals(benchmark))
                .toList();
    }

    private static Predicate<Measurement> same(Measurement one, String parameter) {
        return other -> other.parameter(parameter).equals(one.parameter(parameter));
    }

    private static String size(Measurement measured) {
        return measured.parameter("instances") + " instances";
    }

    private static String router(Measurement dubbo) {
        return "Dubbo's " + low(dubbo.parameter("router"));
    }

    private static String low(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
