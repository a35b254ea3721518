package io.github.dubbogray.nacos.gray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.nacos.ConfigChange;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VersionTest {

    private static ConfigChange changed(@Nullable String before) {
        return new ConfigChange(
                Instant.EPOCH,
                before == null ? ConfigChange.Kind.CREATED : ConfigChange.Kind.CHANGED,
                "",
                "127.0.0.1",
                before);
    }

    private static String revisionOf(String text) {
        return text.isEmpty() ? "" : DocumentReader.revisionOf(text);
    }

    private static Change told(String reason, String from, String to) {
        return new Change(Instant.EPOCH, "amy", "apply", reason, revisionOf(from), revisionOf(to));
    }

    @Test
    void eachVersion_isWhatTheNextChangeFound() {
        List<Version> versions = Version.of("c", List.of(changed("b"), changed("a"), changed(null)), Journal.empty());

        assertThat(versions).extracting(Version::text).containsExactly("c", "b", "a");
        assertThat(versions).extracting(Version::back).containsExactly(0, 1, 2);
    }

    @Test
    void notes_standWithTheirChange_alsoWhereOthersWereMadeWithout() {
        Journal journal = Journal.empty()
                .with(told("first", "", "a"))
                .with(told("there", "b", "a"))
                .with(told("back", "a", "b"));

        List<Version> versions = Version.of(
                "b", List.of(changed("a"), changed("b"), changed("x"), changed("a"), changed(null)), journal);

        assertThat(versions)
                .extracting(version -> version.change().map(Change::reason).orElse("-"))
                .containsExactly("back", "there", "-", "-", "first");
    }

    @Test
    void removedDocument_isNoText() {
        ConfigChange removed = new ConfigChange(Instant.EPOCH, ConfigChange.Kind.REMOVED, "", "", "a");

        assertThat(Version.of(null, List.of(removed, changed(null)), Journal.empty()))
                .extracting(Version::revision)
                .containsExactly("", revisionOf("a"));
    }
}
