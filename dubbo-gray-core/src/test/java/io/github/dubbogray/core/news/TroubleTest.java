package io.github.dubbogray.core.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TroubleTest {

    private final Trouble trouble = new Trouble();

    @Test
    void sameCause_isNewsOnce() {
        assertThat(trouble.isNews(new IOException("disk 1 is full"))).isTrue();
        assertThat(trouble.isNews(new IOException("disk 2 is full"))).isFalse();
    }

    @Test
    void otherCause_isNewsToo() {
        trouble.isNews(new IOException("disk full"));

        assertThat(trouble.isNews(new IllegalStateException("closed"))).isTrue();
    }

    @Test
    void causeThatAnotherBringsAlong_isNewsToo() {
        trouble.isNews(new IOException("disk full"));
        IOException both = new IOException("disk full");
        both.addSuppressed(new IllegalStateException("closed"));

        assertThat(trouble.isNews(both)).isTrue();
        assertThat(trouble.isNews(both)).isFalse();
    }

    @Test
    void afterItHasWorked_everyCauseIsNewsAgain() {
        trouble.isNews(new IOException("disk full"));

        assertThat(trouble.isOver()).isTrue();
        assertThat(trouble.isOver()).isFalse();
        assertThat(trouble.isNews(new IOException("disk full"))).isTrue();
    }
}
