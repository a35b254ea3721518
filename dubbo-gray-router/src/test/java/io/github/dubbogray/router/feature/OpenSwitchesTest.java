package io.github.dubbogray.router.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.feature.Failure;
import io.github.dubbogray.core.feature.Switches;
import java.util.Map;
import java.util.Optional;
import org.apache.dubbo.rpc.model.ApplicationModel;
import org.apache.dubbo.rpc.model.FrameworkModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenSwitchesTest {

    private final FrameworkModel framework = new FrameworkModel();
    private final ApplicationModel application = framework.newApplication();

    @AfterEach
    void destroy() {
        framework.destroy();
    }

    /** Followed by nobody but this test. */
    private static final class Followed implements FollowedSwitches {

        private int closings;

        @Override
        public Switches now() {
            return Switches.none("shop");
        }

        @Override
        public Status status() {
            return new Status(State.CURRENT, Optional.empty());
        }

        @Override
        public Map<Failure, Long> failures() {
            return Map.of();
        }

        @Override
        public void close() {
            closings++;
        }
    }

    @Test
    void added_areThereInTheirOrderUntilRemoved() {
        Followed first = new Followed();
        Followed second = new Followed();
        OpenSwitches open = OpenSwitches.of(application);
        open.add(first);
        open.add(second);
        assertThat(OpenSwitches.in(application)).containsExactly(first, second);
        open.remove(first);

        assertThat(OpenSwitches.in(application)).containsExactly(second);
    }

    @Test
    void applicationThatFollowsNone_isAskedWithoutBeginningAny() {
        assertThat(OpenSwitches.in(application)).isEmpty();
        assertThat(application.getBeanFactory().getBean(OpenSwitches.class)).isNull();
    }

    @Test
    void endOfTheApplication_isTheirs() {
        Followed followed = new Followed();
        OpenSwitches.of(application).add(followed);
        application.destroy();

        assertThat(followed.closings).isEqualTo(1);
    }

    /** Followed by another thread while the application ends. */
    @Test
    void addedAfterTheEnd_areClosedAtOnce() {
        OpenSwitches open = OpenSwitches.of(application);
        application.destroy();
        Followed late = new Followed();
        open.add(late);

        assertThat(late.closings).isEqualTo(1);
    }
}
