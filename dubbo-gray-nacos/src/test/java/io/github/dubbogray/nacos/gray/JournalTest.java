package io.github.dubbogray.nacos.gray;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {

    private static Change change(String reason) {
        return new Change(Instant.parse("2026-01-02T03:04:05Z"), "amy", "apply", reason, "a", "b");
    }

    @Test
    void text_isReadAsItWasWritten() {
        Journal journal = Journal.empty().with(change("ünd \"so\"\n\u0007😀")).with(change(""));

        assertThat(Journal.read(journal.toString())).contains(journal);
    }

    @Test
    void oldest_goFirst() {
        Journal journal = Journal.empty();
        for (int i = 0; i < Journal.MOST + 5; i++) {
            journal = journal.with(change(String.valueOf(i)));
        }

        assertThat(journal.changes()).hasSize(Journal.MOST);
        assertThat(journal.changes().get(Journal.MOST - 1)).isEqualTo(change("5"));
    }

    @Test
    void longWords_areCutBetweenCharacters() {
        assertThat(change("x".repeat(Change.LONGEST - 1) + "😀").reason()).isEqualTo("x".repeat(Change.LONGEST - 1));
        assertThat(change("x".repeat(100_000)).reason()).hasSize(Change.LONGEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "notes", "{}", "[1]", "[{\"time\":\"yesterday\"}]", "[", "null"})
    void textOfSomebodyElse_isNone(String text) {
        assertThat(Journal.read(text)).isEmpty();
    }
}
