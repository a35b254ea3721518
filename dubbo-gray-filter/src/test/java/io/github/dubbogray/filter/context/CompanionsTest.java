package io.github.dubbogray.filter.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R5: other carriers follow the context into each scope and out of it")
class CompanionsTest {

    private final List<String> told = new ArrayList<>();
    private final List<ContextCompanion> added = new ArrayList<>();

    @AfterEach
    void remove() {
        added.forEach(Companions::remove);
        assertThat(GrayContext.tag()).isEmpty();
    }

    @Test
    void companions_areToldInOrderAndUndoneInReverse() {
        follow("one");
        follow("two");

        GrayContext.run("canary", () -> GrayContext.run("stable", () -> told.add("task")));

        assertThat(told)
                .containsExactly(
                        "one enters canary",
                        "two enters canary",
                        "one enters stable",
                        "two enters stable",
                        "task",
                        "two leaves stable",
                        "one leaves stable",
                        "two leaves canary",
                        "one leaves canary");
    }

    @Test
    void requestWithoutATag_isToldAsWell() {
        follow("one");

        try (RequestScope request = RequestScope.enterUntagged()) {
            told.add("task");
        }

        assertThat(told).containsExactly("one enters null", "task", "one leaves null");
    }

    @Test
    void companionWithNothingToUndo_isOnlyTold() {
        add(tag -> {
            told.add(tag.text());
            return null;
        });

        GrayContext.run("canary", () -> told.add("task"));

        assertThat(told).containsExactly("canary", "task");
    }

    @Test
    @DisplayName("D4: a companion that fails is left out, the tag is there")
    void failingCompanion_isLeftOut() {
        List<Integer> failures = new ArrayList<>();
        add(tag -> {
            failures.add(1);
            throw new IllegalStateException("bug");
        });
        add(tag -> () -> {
            throw new IllegalStateException("bug");
        });
        follow("last");

        GrayContext.run(
                "canary", () -> told.add(GrayContext.tag().map(Tag::text).orElse("")));
        GrayContext.run("stable", () -> told.add("again"));

        assertThat(told)
                .containsExactly(
                        "last enters canary",
                        "canary",
                        "last leaves canary",
                        "last enters stable",
                        "again",
                        "last leaves stable");
        assertThat(failures).hasSize(1);
    }

    private void follow(String name) {
        add(tag -> {
            String text = tag == null ? "null" : tag.text();
            told.add(name + " enters " + text);
            return () -> told.add(name + " leaves " + text);
        });
    }

    private void add(ContextCompanion companion) {
        added.add(companion);
        Companions.add(companion);
    }
}
