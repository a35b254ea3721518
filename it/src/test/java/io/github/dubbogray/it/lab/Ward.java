package io.github.dubbogray.it.lab;

import io.github.dubbogray.it.fleet.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * A lab whose providers are patients.
 *
 * @param stable those with {@code version=v1}
 * @param gray those with {@code version=v2,env=gray}
 */
public record Ward(Lab lab, List<Patient> stable, List<Patient> gray) implements AutoCloseable {

    /** Opens one with so many patients of either kind, all of them well. */
    public static Ward open(Fleet fleet, int stable, int gray) throws Exception {
        Lab lab = Lab.open(fleet);
        List<Callable<Lab.Instance>> starts = new ArrayList<>();
        List<Patient> patients = new ArrayList<>();
        for (int i = 0; i < stable + gray; i++) {
            Patient patient = i < stable
                    ? Patient.of("v1-" + i, "version=v1")
                    : Patient.of("v2-" + (i - stable), "version=v2,env=gray");
            patients.add(patient);
            starts.add(() -> patient.startIn(lab));
        }
        starts.get(0).call(); // alone: several at once race to publish the same metadata
        lab.together(starts.subList(1, starts.size()));
        return new Ward(
                lab, List.copyOf(patients.subList(0, stable)), List.copyOf(patients.subList(stable, patients.size())));
    }

    /** Makes all gray patients sick, or well. */
    public void grayBecome(Ailment ailment) {
        gray.forEach(patient -> patient.become(ailment));
    }

    /** Makes all well. */
    public void heal() {
        Stream.concat(stable.stream(), gray.stream()).forEach(patient -> patient.become(Ailment.none()));
    }

    @Override
    public void close() throws Exception {
        lab.close();
    }
}
