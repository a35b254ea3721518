package io.github.dubbogray.it.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgrammeTest {

    @Test
    void story_isShortAndInTheOrderOfAll() {
        List<String> story = titles(Programme.STORY);

        assertThat(story).hasSizeLessThanOrEqualTo(Programme.LONGEST_STORY);
        assertThat(titles(Programme.ALL)).containsSubsequence(story).doesNotHaveDuplicates();
    }

    private static List<String> titles(Programme programme) {
        return programme.scenes().stream().map(Scene::title).toList();
    }
}
