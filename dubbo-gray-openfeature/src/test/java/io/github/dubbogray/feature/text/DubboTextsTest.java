package io.github.dubbogray.feature.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.feature.GraySwitch;
import io.github.dubbogray.feature.GraySwitches;
import io.github.dubbogray.feature.ScriptedTexts;
import io.github.dubbogray.feature.Standing;
import io.github.dubbogray.filter.PushedDocuments;
import io.github.dubbogray.filter.TestApplication;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Dubbo's own config centre interface, in memory. */
class DubboTextsTest {

    private static final String DATA_ID = "demo-consumer.gray-switches";

    @TempDir
    private Path folder;

    private TestApplication application = TestApplication.active();

    @AfterEach
    void destroy() {
        application.close();
    }

    private static String document(String preset) {
        return ScriptedTexts.document("s: { type: boolean, default: " + preset + " }")
                .replace("application: shop", "application: demo-consumer");
    }

    private PushedDocuments withCentre() {
        application.close();
        application = TestApplication.with("dubbo.gray.last-good.dir", folder.toString());
        PushedDocuments centre = new PushedDocuments();
        application.model().modelEnvironment().setDynamicConfiguration(centre);
        return centre;
    }

    @Test
    void pushedText_takesEffectAtOnce() {
        PushedDocuments centre = withCentre();
        centre.push(DATA_ID, document("true"));
        try (GraySwitches switches = GraySwitches.of(application.model())) {
            GraySwitch<Boolean> s = switches.truth("s", false);
            assertThat(s.get()).isTrue();
            centre.push(DATA_ID, document("false"));

            assertThat(s.get()).isFalse();
            assertThat(switches.now().application()).isEqualTo("demo-consumer");
        }
    }

    @Test
    void closed_hearsNoMore() {
        PushedDocuments centre = withCentre();
        centre.push(DATA_ID, document("true"));
        GraySwitches switches = GraySwitches.of(application.model());
        switches.close();
        centre.push(DATA_ID, document("false"));

        assertThat(switches.truth("s", false).get()).isTrue();
    }

    @Test
    void lastGoodText_isKeptBesideTheDocuments() {
        PushedDocuments centre = withCentre();
        centre.push(DATA_ID, document("true"));
        GraySwitches.of(application.model()).close();

        assertThat(folder.resolve("public")
                        .resolve("demo-consumer")
                        .resolve("switches")
                        .resolve("demo-consumer.yaml"))
                .hasContent(document("true"));
    }

    @Test
    void noConfigCentre_isLacking() {
        try (GraySwitches switches = GraySwitches.of(application.model())) {
            assertThat(switches.standing()).isEqualTo(new Standing.Lacking("this application has no config centre"));
        }
    }
}
