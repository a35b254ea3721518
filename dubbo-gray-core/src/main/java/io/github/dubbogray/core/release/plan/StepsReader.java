package io.github.dubbogray.core.release.plan;

import io.github.dubbogray.core.document.Field;
import io.github.dubbogray.core.document.Fields;
import io.github.dubbogray.core.document.ProblemKind;
import io.github.dubbogray.core.document.SettingsReader;
import io.github.dubbogray.core.table.ReleaseMark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code steps} of a plan. */
final class StepsReader {

    private static final Set<String> KEYS = Set.of("share", "hold", "approve");

    private StepsReader() {}

    /** Returns the steps, which rise; none where something is wrong, which is reported. */
    static List<Step> read(Field steps) {
        List<Field> elements = steps.elements(
                        ReleaseMark.OfStep.MOST,
                        "steps",
                        "an empty list releases nothing; begin with { share: 1%, hold: 5m }")
                .orElse(List.of());
        List<Step> read = new ArrayList<>();
        for (Field element : elements) {
            element.fields().flatMap(StepsReader::readStep).ifPresent(read::add);
        }
        if (elements.isEmpty() || read.size() < elements.size()) {
            return List.of();
        }
        checkRise(elements, read);
        return read;
    }

    private static Optional<Step> readStep(Fields step) {
        SettingsReader settings = SettingsReader.of(step, KEYS);
        Duration hold = settings.duration("hold", Step.HOLD, Duration.ZERO);
        boolean isApproved = step.optional("approve").flatMap(Field::truth).orElse(false);
        return step.required("share")
                .flatMap(StepsReader::readShare)
                .map(share -> new Step(share, hold, isApproved ? Step.Approval.NEEDED : Step.Approval.NOT_NEEDED));
    }

    private static Optional<Integer> readShare(Field share) {
        return share.basisPoints()
                .flatMap(points -> points > 0
                        ? Optional.of(points)
                        : share.wrong(ProblemKind.STEPS_NOT_RISING, "is 0%; a step gives the lane something"));
    }

    private static void checkRise(List<Field> elements, List<Step> steps) {
        Step before = steps.get(0);
        for (int i = 1; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (step.basisPoints() <= before.basisPoints()) {
                wrong(elements.get(i), "has " + step.share() + " after " + before.share() + "; shares rise");
            }
            before = step;
        }
        Field last = elements.get(elements.size() - 1);
        if (!before.isEverything()) {
            wrong(last, "is the last step and has " + before.share() + "; a release ends at 100%");
        } else if (steps.size() == 1) {
            wrong(last, "is the only step; at 100% stable has nothing left to compare with, so begin below");
        }
    }

    private static void wrong(Field step, String message) {
        step.wrong(ProblemKind.STEPS_NOT_RISING, message);
    }
}
