package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.ServiceId;
import io.github.dubbogray.nacos.gray.GrayDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("grayctl top on a real terminal, with a real Nacos")
class TopIT {

    private static final String APPLICATION = "demo-provider";
    private static final String READY = "r ramp";

    /** What the command line says last, when it has said how the terminal was left. */
    private static final String LAST = "that is all";

    @TempDir
    private Path folder;

    private final Server server = Server.running();
    private Relay relay;
    private GrayDocuments documents;
    private Session session;
    private Tmux terminal;

    @BeforeAll
    static void hasTmux() {
        assumeTrue(Tmux.isThere(), "there is no tmux on this machine");
    }

    @BeforeEach
    void start(TestInfo test) throws IOException {
        String namespace = "top-" + Integer.toHexString(test.getDisplayName().hashCode());
        NacosAdmin admin = server.namespace(namespace);
        documents = new GrayDocuments(admin);
        Server.register(
                admin, ServiceId.of(APPLICATION), NacosInstance.persistent(20_880, Map.of("gray.version", "v1")));
        Server.register(
                admin, ServiceId.of(APPLICATION), NacosInstance.persistent(20_881, Map.of("gray.version", "v2")));
        relay = new Relay(server.address());
        Map<String, String> environment = new HashMap<>(server.environment(namespace));
        session = new Session(folder).in(environment).file("gray.yaml", Samples.ramp("10%", "90%"));
        assertThat(session.run("apply", "gray.yaml", "--yes", "--reason", "first")
                        .exitCode())
                .isZero();
        environment.put("GRAYCTL_SERVER", relay.address());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("LAUNCHER", Path.of("bin", "grayctl").toRealPath().toString());
        terminal = new Tmux(
                folder,
                environment,
                "bash \"$LAUNCHER\" top; echo ended with $?; stty -a | grep -ow -e -icanon -e icanon -e -echo -e echo; echo "
                        + LAST);
    }

    @AfterEach
    void stop() throws IOException {
        terminal.close();
        relay.close();
    }

    private String inNacos() {
        return documents.read(APPLICATION).orElseThrow().text();
    }

    @Test
    void keys_changeWhatTheyAskedAbout() {
        assertThat(terminal.await(READY))
                .contains(
                        APPLICATION + " in namespace top-",
                        "LANE",
                        "canary  1 of 1",
                        "say where they are: --prometheus")
                .contains("apply", "first");

        terminal.press("r");
        terminal.await("Lane of demo-provider [canary]:");
        terminal.press("Enter");
        terminal.await("Share of canary, as 20%:");
        terminal.press("30%", "Enter");
        assertThat(terminal.await("[y/N]")).contains("20% from stable to canary", "Publish this for demo-provider in");
        assertThat(inNacos()).contains("canary: 10%");
        terminal.press("y", "Enter");
        terminal.await("published revision");
        assertThat(inNacos()).contains("canary: 30%", "stable: 70%");
        terminal.press("Enter");
        terminal.await("ramp canary 30%");

        terminal.press("o");
        terminal.await("[y/N]");
        terminal.press("n", "Enter");
        terminal.await("nothing is changed");
        assertThat(inNacos()).doesNotContain("enabled");
        terminal.press("Enter");
        terminal.await(READY);
        terminal.press("o");
        terminal.await("[y/N]");
        terminal.press("y", "Enter");
        terminal.await("published revision");
        terminal.press("Enter");
        terminal.await("switched off");
        assertThat(terminal.await("o on")).contains("off");
        assertThat(inNacos()).contains("enabled: false");

        terminal.press("u");
        terminal.await("[y/N]");
        terminal.press("y", "Enter");
        terminal.await("published revision");
        terminal.press("Enter");
        terminal.await("o off");
        assertThat(inNacos()).contains("canary: 30%").doesNotContain("enabled");

        terminal.press("q");
        assertThat(terminal.await(LAST))
                .contains("ended with 0", "icanon", "echo")
                .doesNotContain("-icanon", "-echo", READY);
    }

    @Test
    @DisplayName("L1: a change while a question stands is never overwritten")
    void somebodyElse_wins() {
        terminal.await(READY);
        terminal.press("o");
        terminal.await("[y/N]");
        assertThat(session.run("lanes", "ramp", "canary", "40%", "--yes").exitCode())
                .isZero();
        terminal.press("y", "Enter");

        terminal.await("somebody else has changed the document of demo-provider");
        assertThat(inNacos()).contains("canary: 40%").doesNotContain("enabled");
        terminal.press("Enter");
        terminal.await("ramp canary 40%");
    }

    @Test
    void anotherSize_isDrawn() {
        terminal.await(READY);
        terminal.resize(60, 12);
        terminal.await("Tab next");

        assertThat(terminal.screen().lines())
                .hasSizeLessThanOrEqualTo(12)
                .last()
                .asString()
                .startsWith(" r ramp");
        terminal.resize(120, 40);
        terminal.await("q quit");
    }

    @Test
    @DisplayName(
            "Nacos goes away and comes back: figures say since when they are old, and a change says that it cannot be")
    void nacosAway_isShown() throws IOException {
        terminal.await(READY);
        relay.cut();
        assertThat(terminal.await("old since")).contains("Nacos does not answer", "canary  1 of 1");
        terminal.press("o");
        assertThat(terminal.await("Enter goes back")).contains("grayctl: Nacos does not answer");
        terminal.press("Enter");
        terminal.await("old since");
        relay.mend();

        terminal.awaitGone("old since");
        terminal.await("canary  1 of 1");
    }

    @Test
    void interrupt_givesTheTerminalBack() {
        terminal.await(READY);
        terminal.press("C-c");

        assertThat(terminal.await(LAST))
                .contains("ended with 0", "icanon", "echo")
                .doesNotContain("-icanon", "-echo", READY);
    }

    @Test
    @DisplayName("Ctrl-C at a question ends it without a change, and gives the terminal back")
    void interruptAtAQuestion_changesNothing() {
        terminal.await(READY);
        terminal.press("o");
        terminal.await("[y/N]");
        terminal.press("C-c");

        assertThat(terminal.await(LAST))
                .contains("ended with 130", "icanon", "echo")
                .doesNotContain("-icanon", "-echo");
        assertThat(inNacos()).doesNotContain("enabled");
    }
}
