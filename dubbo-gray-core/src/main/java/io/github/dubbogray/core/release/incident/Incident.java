package io.github.dubbogray.core.release.incident;

import io.github.dubbogray.core.release.verdict.StepCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One harm that a release did, or may have done.
 *
 * @param number names it among those of an application, from 1
 * @param trigger by what it was found
 * @param calls what consumers counted of the step until it was found; {@link StepCalls#NONE} where they are not the source
 * @param suspect who of the callers has most of it
 * @param windowMillis how long one look lasts that finds it over or not: the plan's {@code analysis.every}
 * @param entries what happened, oldest first: the detection, and the newest {@value #MOST_ENTRIES} at most
 */
public record Incident(
        int number,
        Origin origin,
        Trigger trigger,
        StepCalls calls,
        Suspect suspect,
        long windowMillis,
        Standing standing,
        List<IncidentEntry> entries) {

    /** How many looks in a row must find it over before it is closed. */
    public static final int HEALTHY_LOOKS = 3;

    /** How many entries it keeps beside the first. */
    public static final int MOST_ENTRIES = 50;

    private static final Set<String> ACTS = Set.of("rolling-back/spreading", "paused/breached");

    public Incident {
        if (entries.isEmpty() || entries.get(0).phase() != Phase.DETECTION) {
            throw new IllegalArgumentException("incident " + number + " does not begin with its detection");
        }
        entries = bounded(entries);
    }

    private static List<IncidentEntry> bounded(List<IncidentEntry> entries) {
        int over = Math.max(0, entries.size() - 1 - MOST_ENTRIES);
        return Stream.concat(entries.stream().limit(1), entries.stream().skip(1 + over))
                .toList();
    }

    /** Returns whether it is not closed. */
    public boolean isOpen() {
        return !(standing instanceof Standing.Closed);
    }

    /** Returns what it went through last. */
    public Phase phase() {
        return entries.get(entries.size() - 1).phase();
    }

    /** Returns when it was found. */
    public long foundMillis() {
        return entries.get(0).atMillis();
    }

    /** Returns when what the plan says of a breach was done for the first time; empty where it was not. */
    public OptionalLong actedMillis() {
        return entries.stream()
                .filter(entry -> ACTS.contains(entry.what()))
                .mapToLong(IncidentEntry::atMillis)
                .findFirst();
    }

    /** Returns when it was over, after all relapses; empty where it is not. */
    public OptionalLong recoveredMillis() {
        return standing instanceof Standing.Responding
                ? OptionalLong.empty()
                : entries.stream()
                        .filter(entry -> entry.what().equals(IncidentEntry.RECOVERED))
                        .mapToLong(IncidentEntry::atMillis)
                        .max();
    }

    /** Returns how often it came again after it had been over. */
    public int relapses() {
        return (int) entries.stream()
                .filter(entry -> entry.what().equals(IncidentEntry.RELAPSED))
                .count();
    }

    /** Returns when it was found for the last time. */
    long lastFoundMillis() {
        return entries.stream()
                .filter(entry -> entry.phase() == Phase.DETECTION)
                .mapToLong(IncidentEntry::atMillis)
                .max()
                .orElseThrow();
    }

    boolean has(IncidentEntry entry) {
        return entries.stream()
                .anyMatch(known ->
                        known.atMillis() == entry.atMillis() && known.what().equals(entry.what()));
    }

    Incident with(IncidentEntry entry) {
        List<IncidentEntry> longer = new ArrayList<>(entries);
        longer.add(entry);
        return new Incident(number, origin, trigger, calls, suspect, windowMillis, standing, longer);
    }

    Incident with(Standing other) {
        return new Incident(number, origin, trigger, calls, suspect, windowMillis, other, entries);
    }
}
