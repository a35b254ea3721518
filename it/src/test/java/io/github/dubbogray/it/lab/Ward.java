package io.github.dubbogray.it.lab;

import io.github.dubbogray.it.fleet.Fleet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A lab whose providers are patients.
 *
 * @param stable those with {@code version=v1}
 * @param gray those with {@code version=v2}
 */
public record Ward(Lab lab, List<Patient> stable, List<Patient> gray) implements AutoCloseable {

    /** Opens one with so many patients of either kind, all of them well. */
    public static Ward open(Fleet fleet, int stable, int gray) {
        Lab lab = Lab.open(fleet);
        List<Patient> v1 = new ArrayList<>();
        List<Patient> v2 = new ArrayList<>();
        for (int i = 0; i < stable; i++) {
            v1.add(Patient.in(lab, "v1-" + i, "version=v1"));
        }
        for (int i = 0; i < gray; i++) {
            v2.add(Patient.in(lab, "v2-" + i, "version=v2,env=gray"));
        }
        return new Ward(lab, List.copyOf(v1), List.copyOf(v2));
    }

    /** Makes all gray patients sick, or well. */
    public void grayBecome(Ailment ailment) {
        gray.forEach(patient -> patient.become(ailment));
    }

    /** Makes all well. */
    public void heal() {
        Stream.concat(stable.stream(), gray.stream()).forEach(patient -> patient.become(Ailment.NONE));
    }

    @Override
    public void close() throws Exception {
        lab.close();
    }
}
