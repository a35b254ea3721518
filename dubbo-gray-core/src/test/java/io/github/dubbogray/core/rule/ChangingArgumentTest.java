package io.github.dubbogray.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.Documents;
import io.github.dubbogray.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules over an argument that says something else each time it is read. */
class ChangingArgumentTest {

    @Test
    @DisplayName("R2: each rule is asked once, in order, of what the argument is then")
    void rules_seeWhatIsThereInTheirTurn() {
        Table table = table(
                "  - { id: first, when: { argument.0: a }, to: canary }",
                "  - { id: second, when: { argument.0: b }, to: beta }",
                "  - { id: third, when: { argument.0: a }, to: canary }");

        assertThat(lane(table, new Readings("a", "b"))).isEqualTo("canary");
        assertThat(lane(table, new Readings("x", "b", "a"))).isEqualTo("beta");
        assertThat(lane(table, new Readings("b", "a", "b", "a"))).isNull();
    }

    @Test
    @DisplayName("R4: the key of a split is read once, so a split gives the lane of some key that was there")
    void stickyKey_isReadOnce() {
        Table table = table("  - { id: ramp, to: { canary: 50%, stable: 50% }, sticky: argument.0 }");
        List<String> keys = IntStream.range(0, 200).mapToObj(Integer::toString).toList();

        for (String key : keys) {
            Readings readings = new Readings(key, "other");

            assertThat(lane(table, readings)).isEqualTo(lane(table, new Readings(key)));
            assertThat(readings.count).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a path is gone once for a request: getters are the application's own code, and may do anything")
    void getter_isAskedOnceHoweverManyRulesAskForIt() {
        Table table = table(
                "  - { id: there, when: { argument.0.user.id: { exists: true }, argument.0.user.id.x: a }, to: canary }",
                "  - { id: first, when: { argument.0.user.id: a }, to: canary }",
                "  - { id: either, when: { any: [{ argument.0.user.id: b }, { argument.0.user.id: { prefix: z } }] }, to: beta }",
                "  - { id: ramp, to: { canary: 50%, stable: 50% }, sticky: argument.0.user.id }");
        Readings id = new Readings("key", "a", "b", "z");
        Owner owner = new Owner(id);

        assertThat(lane(table, owner)).isEqualTo(lane(table, new Owner(new Readings("key"))));
        assertThat(id.count).isEqualTo(1);
        assertThat(owner.asked).isEqualTo(2); // one path and one other, which goes on from there
    }

    @Test
    void getterThatFails_isAskedOnceToo() {
        Table table = table(
                "  - { id: first, when: { argument.0.user.id: a }, to: canary }",
                "  - { id: second, when: { argument.0.user.id: b }, to: beta }");
        Owner owner = new Owner(null);

        assertThat(lane(table, owner)).isNull();
        assertThat(owner.asked).isEqualTo(1);
    }

    @Test
    @DisplayName("rules that are not reached ask nothing")
    void getterOfALaterRule_isNotAsked() {
        Table table = table(
                "  - { id: first, when: { method: greet }, to: canary }",
                "  - { id: second, when: { argument.0.user.id: a }, to: canary }",
                "  - { id: third, when: { argument.0.user.id: b }, to: beta }");
        Owner owner = new Owner(new Readings("a"));

        assertThat(lane(table, owner)).isEqualTo("canary");
        assertThat(owner.asked).isZero();
    }

    private static Table table(String... rules) {
        return Documents.table(
                "lanes: { canary: { labels: { version: v2 } }, beta: { labels: { version: v3 } } }",
                "rules:",
                String.join("\n", rules));
    }

    private static @Nullable String lane(Table table, Object argument) {
        return table.color(WholeRequest.of(Map.of(), argument), () -> {
                            throw new AssertionError("drawn, though the key was there");
                        })
                        instanceof Coloring.Claimed claimed
                ? claimed.lane()
                : null;
    }

    /** Has a user, and counts how often it is asked for it; without an id it throws. */
    public static final class Owner {

        private final @Nullable Readings id;
        private int asked;

        Owner(@Nullable Readings id) {
            this.id = id;
        }

        /** Returns the user, whose id changes each time it is read. */
        public Map<String, Object> getUser() {
            asked++;
            return Map.of("id", Objects.requireNonNull(id));
        }
    }

    /** Gives one text after the other, the last one for ever. */
    private static final class Readings {

        private final String[] texts;
        private int count;

        Readings(String... texts) {
            this.texts = texts;
        }

        @Override
        public String toString() {
            return texts[Math.min(count++, texts.length - 1)];
        }
    }
}
