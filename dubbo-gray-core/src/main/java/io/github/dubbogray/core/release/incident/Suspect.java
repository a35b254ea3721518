package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.health.count.LikelihoodRatio;
import io.github.dubbogray.core.release.verdict.Rate;
import io.github.dubbogray.core.release.verdict.Signal;
import io.github.dubbogray.core.release.verdict.StepCalls;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Who of the callers has most of an incident. Announcements know callers; instances and methods they do not know. */
public sealed interface Suspect {

    /** Says it as a sentence without its full stop. */
    String describe();

    /**
     * One caller differs from all others, beyond chance.
     *
     * @param name its application, or application and process
     * @param gray its calls to gray
     * @param others the calls of all others to gray
     * @param stable its calls to stable: where they suffer as well, it is the caller that is sick
     */
    record One(String name, Rate gray, Rate others, Rate stable) implements Suspect {
        @Override
        public String describe() {
            return name + " differs most: " + gray.describe() + " of its gray calls, of all others' "
                    + others.describe() + "; of its calls to stable " + stable.describe();
        }
    }

    /**
     * Callers do not differ beyond chance: it is the lane.
     *
     * @param callers how many they are
     */
    record Nobody(int callers) implements Suspect {
        @Override
        public String describe() {
            return "the " + callers + " consumers do not differ beyond chance: it is in the lane, not at a caller";
        }
    }

    /**
     * It cannot be told.
     *
     * @param reason why
     */
    record Unknown(String reason) implements Suspect {
        @Override
        public String describe() {
            return reason;
        }
    }

    /**
     * Looks for the application, and for the process, whose calls to gray differ most from all others'. A difference counts
     * from {@link LikelihoodRatio#BEYOND_CHANCE} on.
     */
    static Suspect among(List<Caller> callers, Signal signal) {
        if (callers.size() < 2) {
            return new Unknown(callers.isEmpty() ? "no consumer announces counts" : "there is one consumer only");
        }
        StepCalls all = callers.stream().map(Caller::calls).reduce(StepCalls.NONE, StepCalls::plus);
        return Stream.of(byName(callers, Caller::application), byName(callers, Suspect::nameOf))
                .flatMap(groups -> groups.entrySet().stream())
                .flatMap(group -> compared(group.getKey(), group.getValue(), all, signal).stream())
                .max(Comparator.comparingDouble(Suspect::difference))
                .<Suspect>map(found -> found)
                .orElseGet(() -> new Nobody(callers.size()));
    }

    private static String nameOf(Caller caller) {
        return caller.application() + " " + caller.process();
    }

    private static Map<String, StepCalls> byName(List<Caller> callers, Function<Caller, String> name) {
        Map<String, StepCalls> groups = new LinkedHashMap<>();
        callers.forEach(caller -> groups.merge(name.apply(caller), caller.calls(), StepCalls::plus));
        return groups;
    }

    private static Optional<One> compared(String name, StepCalls own, StepCalls all, Signal signal) {
        Rate gray = signal.of(own.gray());
        Rate whole = signal.of(all.gray());
        Rate others = new Rate(whole.hits() - gray.hits(), whole.calls() - gray.calls());
        return Optional.of(new One(name, gray, others, signal.of(own.stable())))
                .filter(found -> others.calls() > 0 && gray.part() > others.part())
                .filter(found -> difference(found) >= LikelihoodRatio.BEYOND_CHANCE);
    }

    private static double difference(One found) {
        return LikelihoodRatio.between(counted(found.gray()), counted(found.others()));
    }

    private static io.github.dubbogray.core.health.count.Rate counted(Rate rate) {
        return new io.github.dubbogray.core.health.count.Rate(rate.hits(), rate.calls());
    }
}
