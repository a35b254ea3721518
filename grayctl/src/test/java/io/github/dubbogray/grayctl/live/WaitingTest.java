package io.github.dubbogray.grayctl.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.nacos.gray.Consumer;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private final Waiting waiting = new Waiting("new");

    private static Consumer consumer(String process, String revision) {
        return consumer("127.0.0.1:" + process.charAt(0), process, revision);
    }

    private static Consumer consumer(String address, String process, String revision) {
        return new Consumer(address, "web", process, "1.0", revision, "ok", "");
    }

    /** Containers that share a host's name have the same process id too. */
    @Test
    void sameProcessOnTheSameHost_isTwo() {
        waiting.look(List.of(consumer("10.0.0.1:1", "1@node", "old"), consumer("10.0.0.1:2", "1@node", "new")));

        assertThat(waiting.isOver()).isFalse();
        assertThat(waiting.arrived()).isEqualTo(1);
        assertThat(waiting.toLines()).containsExactly("web 1@node runs old, ok");
    }

    @Test
    void nobody_isNotAll() {
        waiting.look(List.of());

        assertThat(waiting.isOver()).isFalse();
        assertThat(waiting.toLines()).isEmpty();
    }

    @Test
    void whoRunsAnother_isNamed() {
        waiting.look(List.of(consumer("1@a", "new"), consumer("2@a", "old")));

        assertThat(waiting.isOver()).isFalse();
        assertThat(waiting.arrived()).isEqualTo(1);
        assertThat(waiting.toLines()).containsExactly("web 2@a runs old, ok");
    }

    @Test
    void whoIsGoneWithoutIt_counts_untilItIsBackWithIt() {
        waiting.look(List.of(consumer("1@a", "new"), consumer("2@a", "old")));
        waiting.look(List.of(consumer("1@a", "new")));

        assertThat(waiting.isOver()).isFalse();
        assertThat(waiting.toLines()).containsExactly("web 2@a runs old, ok, and is gone from the registry since");

        waiting.look(List.of(consumer("1@a", "new"), consumer("2@a", "new")));
        assertThat(waiting.isOver()).isTrue();
    }

    @Test
    void whoHadIt_andHasAnother_isLateAgain() {
        waiting.look(List.of(consumer("1@a", "new")));
        assertThat(waiting.isOver()).isTrue();

        waiting.look(List.of(consumer("1@a", "newer")));
        assertThat(waiting.isOver()).isFalse();
        assertThat(waiting.arrived()).isZero();
    }

    @Test
    void anotherRevision_isWaitedForByAll() {
        waiting.look(List.of(consumer("1@a", "new"), consumer("2@a", "new")));
        waiting.turnTo("newest");

        assertThat(waiting.isOver()).isFalse();
        assertThat(waiting.revision()).isEqualTo("newest");
        waiting.look(List.of(consumer("1@a", "newest")));
        assertThat(waiting.toLines()).containsExactly("web 2@a runs new, ok, and is gone from the registry since");
    }

    @Test
    void whoHadIt_andIsGone_isNotWaitedFor() {
        waiting.look(List.of(consumer("1@a", "new"), consumer("2@a", "new")));
        waiting.look(List.of(consumer("1@a", "new")));

        assertThat(waiting.isOver()).isTrue();
    }
}
