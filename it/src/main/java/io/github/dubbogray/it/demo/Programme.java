package io.github.dubbogray.it.demo;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which scenes are played, in their order. */
enum Programme {
    /** What the library is for, told in {@value #LONGEST_STORY} scenes at most however many there are. */
    STORY,

    /** Every scene there is. */
    ALL;

    /** How many scenes a newcomer sits through. */
    static final int LONGEST_STORY = 10;

    /** A scene, and the shortest programme that it is part of. */
    private record Entry(Programme from, Scene scene) {}

    /** Returns the scenes; each programme has its own, since a ramp remembers whom it chose. */
    List<Scene> scenes() {
        return entries()
                .filter(entry -> entry.from().compareTo(this) <= 0)
                .map(Entry::scene)
                .toList();
    }

    private static Stream<Entry> entries() {
        Set<String> chosen = new HashSet<>();
        return Stream.of(
                new Entry(STORY, new TagScenes.Untagged()),
                new Entry(STORY, new TagScenes.Tagged()),
                new Entry(STORY, RampScenes.first(chosen)),
                new Entry(STORY, RampScenes.second(chosen)),
                new Entry(STORY, new InstanceScenes.Edited()),
                new Entry(ALL, new InstanceScenes.Weighed()),
                new Entry(STORY, new InstanceScenes.Killed()),
                new Entry(ALL, new InstanceScenes.Strict()),
                new Entry(ALL, new DocumentScenes.Disabled()),
                new Entry(STORY, new HealthScenes.SickLane()),
                new Entry(ALL, new HealthScenes.SickInstance()),
                new Entry(ALL, ReleaseScenes.good()),
                new Entry(ALL, ReleaseScenes.bad()),
                new Entry(STORY, new DocumentScenes.Broken()),
                new Entry(STORY, new ChainScenes.Tagged()),
                new Entry(ALL, new ChainScenes.Untagged()),
                new Entry(STORY, new ChainScenes.Colored()),
                new Entry(ALL, new SwitchScenes.SameUsers()));
    }
}
