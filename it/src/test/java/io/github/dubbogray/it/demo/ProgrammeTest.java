package io.github.dubbogray.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProgrammeTest {

    private static final Path README = Path.of("..", "README.md");
    private static final Pattern NUMBERED = Pattern.compile("^\\d+\\. (.+)$", Pattern.MULTILINE);

    @Test
    void story_hasTenScenesAtMost() {
        assertThat(titles(Programme.STORY)).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void story_isInTheOrderOfAll() {
        List<String> story = titles(Programme.STORY);

        assertThat(titles(Programme.ALL)).containsSubsequence(story).doesNotHaveDuplicates();
    }

    @Test
    void readme_tellsTheStory() throws IOException {
        List<String> told = NUMBERED.matcher(Files.readString(README))
                .results()
                .map(scene -> scene.group(1).replace("`", ""))
                .toList();

        assertThat(told).isEqualTo(titles(Programme.STORY));
    }

    private static List<String> titles(Programme programme) {
        return programme.scenes().stream().map(Scene::title).toList();
    }
}
