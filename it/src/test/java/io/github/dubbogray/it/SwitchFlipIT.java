package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.JavaProcess;
import io.github.dubbogray.it.fleet.Program;
import io.github.dubbogray.it.lab.Busy;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.SwitchFollower;
import io.github.dubbogray.nacos.ConfigId;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Switches in processes of their own, with Nacos's client and nothing of Dubbo on their class path (seed row E55). */
@ExtendWith(FleetExtension.class)
class SwitchFlipIT {

    private static final String APPLICATION = "flip-shop";
    private static final ConfigId DOCUMENT = new ConfigId(APPLICATION + ".gray-switches", "dubbo");
    private static final Duration AT_MOST = Duration.ofSeconds(2);
    private static final Duration START = Duration.ofSeconds(60);
    private static final int PROCESSES = 3;
    private static final int FLIPS = 10;

    private static final Pattern ASKED =
            Pattern.compile("Asked\\[questions=(\\d+), torn=(\\d+), lost=(\\d+), millis=(\\d+)]");

    @Test
    @DisplayName("a flip takes effect in every process within two seconds, under 500 questions a second in each; no "
            + "request sees two documents, and none goes without an answer")
    void flip_takesEffectInEveryProcessAtOnceAndAsAWhole(Fleet fleet) {
        publish(fleet, 0, false);
        List<JavaProcess> followers = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                followers.add(fleet.launch("follower-" + i, program(), Map.of("switches.of", APPLICATION)));
            }
            await().atMost(START).until(() -> all(followers, "sees 0."));
            for (int flip = 1; flip <= FLIPS; flip++) {
                String seen = "sees " + flip + ".";
                publish(fleet, flip, false);
                await().pollInterval(Duration.ofMillis(20))
                        .atMost(Busy.stretched(AT_MOST))
                        .until(() -> all(followers, seen));
            }
            publish(fleet, FLIPS, true);
            await().atMost(Busy.stretched(AT_MOST)).until(() -> all(followers, SwitchFollower.END + " Asked"));
            assertThat(followers).allSatisfy(SwitchFlipIT::assertEachWasAnswered);
        } finally {
            followers.forEach(JavaProcess::close);
            fleet.nacos().admin().deleteConfig(DOCUMENT);
        }
    }

    private static void publish(Fleet fleet, int flip, boolean isOver) {
        fleet.nacos().admin().publishConfig(DOCUMENT, """
                apiVersion: dubbo-gray/v1
                application: %s
                switches:
                  flip: { type: integer, default: %d }
                  feature.user.v2: { type: boolean, default: %s }
                  layout: { type: string, default: layout-%d }
                  over: { type: boolean, default: %s }
                """.formatted(APPLICATION, flip, flip % 2 == 1, flip, isOver));
    }

    private static boolean all(List<JavaProcess> followers, String said) {
        return followers.stream().allMatch(each -> each.output().contains(said));
    }

    private static void assertEachWasAnswered(JavaProcess follower) {
        Matcher asked = ASKED.matcher(follower.output());
        assertThat(asked.find()).as(follower.output()).isTrue();
        assertThat(asked.group(2)).as("torn").isEqualTo("0");
        assertThat(asked.group(3)).as("lost").isEqualTo("0");
        assertThat(Long.parseLong(asked.group(1)) * 1_000 / Long.parseLong(asked.group(4)))
                .as("questions a second")
                .isGreaterThanOrEqualTo(450);
    }

    private static Program program() {
        List<String> absent =
                List.of("/org/apache/dubbo/", "dubbo-gray-router", "dubbo-gray-filter", "openfeature/sdk");
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> absent.stream().noneMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
        return new Program.MainClass(path, SwitchFollower.class.getName());
    }
}
