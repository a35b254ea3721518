package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dubbogray.nacos.ConfigId;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosConfigs;
import io.github.dubbogray.nacos.gray.GrayDocument;
import io.github.dubbogray.nacos.gray.GrayDocuments;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code grayctl switch} against a real Nacos with accounts. */
class SwitchLiveIT {

    private static final String APPLICATION = "demo-provider";
    private static final AtomicInteger NAMESPACES = new AtomicInteger();
    private static final String[] TEXT = {
        "apiVersion: dubbo-gray/v1",
        "application: demo-provider # the demo",
        "switches:",
        "  user.v2: { type: boolean, default: false, rules: [",
        "    { id: ramp, to: { true: 10%, false: 90% }, sticky: attachment.user-id }] }"
    };

    private final Server server = Server.running();
    private final String namespace = "switches-" + NAMESPACES.incrementAndGet();
    private NacosAdmin admin;
    private GrayDocuments documents;
    private Session session;

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() {
        admin = server.namespace(namespace);
        documents = new GrayDocuments(admin, GrayDocuments.Kind.SWITCHES);
        session = new Session(folder).in(server.environment(namespace)).file("s.yaml", TEXT);
    }

    private String inNacos() {
        return documents.read(APPLICATION).map(GrayDocument::text).orElse("none");
    }

    private static String text() {
        return String.join("\n", TEXT) + "\n";
    }

    @Test
    void appliedFile_isInNacosByteForByte() {
        Session.Result result = session.run("switch", "apply", "s.yaml", "--yes", "--reason", "begin");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("user.v2: nothing becomes false; ramp true 10%, false 90%");
        assertThat(inNacos()).isEqualTo(text());
        assertThat(new NacosConfigs(admin)
                        .read(new ConfigId("demo-provider.gray-switches", "dubbo"))
                        .text())
                .isEqualTo(text());
        assertThat(documents.applications()).containsExactly(APPLICATION);
        assertThat(new GrayDocuments(admin).applications()).isEmpty();
    }

    @Test
    void setShare_changesItsCharactersAndIsRemembered() {
        session.run("switch", "apply", "s.yaml", "--yes");

        Session.Result result =
                session.run("switch", "set", "user.v2", "true", "--share", "20%", "--yes", "--reason", "all is well");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(inNacos()).isEqualTo(text().replace("true: 10%, false: 90%", "true: 20%, false: 80%"));
        assertThat(documents
                        .versions(APPLICATION, documents.read(APPLICATION).orElseThrow(), 1)
                        .get(0)
                        .change()
                        .orElseThrow())
                .satisfies(change -> {
                    assertThat(change.author()).isEqualTo("amy");
                    assertThat(change.reason()).isEqualTo("all is well");
                    assertThat(change.action()).isEqualTo("switch set user.v2 true 20%");
                });
    }

    @Test
    void listAndExplain_askNacos() {
        session.run("switch", "apply", "s.yaml", "--yes");
        JsonNode explained = session.run("switch", "explain", "user.v2", "-A", "user-id=7", "--json")
                .json();

        assertThat(session.run("switch", "list").out()).contains("user.v2  boolean  false; ramp true 10%");
        assertThat(explained.get("reason").asText()).isEqualTo("SPLIT");
    }

    @Test
    void dryRun_changesNothing() {
        session.run("switch", "apply", "s.yaml", "--yes");

        assertThat(session.run("switch", "set", "user.v2", "--off", "--dry-run").exitCode())
                .isZero();
        assertThat(inNacos()).isEqualTo(text());
    }

    @Test
    void somebodyElseWasFaster_nothingIsChanged() {
        session.run("switch", "apply", "s.yaml", "--yes");
        Session.Result result = session.withPerson()
                .runReading(
                        new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8)) {
                            @Override
                            public synchronized int read() {
                                if (pos == 0) {
                                    new NacosConfigs(admin)
                                            .swap(
                                                    new ConfigId("demo-provider.gray-switches", "dubbo"),
                                                    documents
                                                            .read(APPLICATION)
                                                            .orElseThrow()
                                                            .stored(),
                                                    text() + "# by hand\n");
                                }
                                return super.read();
                            }

                            @Override
                            public synchronized int read(byte[] bytes, int offset, int length) {
                                throw new AssertionError("the answer is read to the end of its line, and no further");
                            }
                        },
                        "switch",
                        "set",
                        "user.v2",
                        "--off");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("somebody else has changed the switches of demo-provider meanwhile");
        assertThat(inNacos()).endsWith("# by hand\n");
    }

    @Test
    @DisplayName("each change of switches is in their history, and undo gives each text back, byte for byte")
    void historyAndUndo_areThoseOfDocuments() {
        session.run("switch", "apply", "s.yaml", "--yes");
        session.run("switch", "set", "user.v2", "true", "--share", "20%", "--yes", "--author", "bob");
        String twenty = inNacos();
        session.run("switch", "set", "user.v2", "--off", "--yes");

        assertThat(session.run("switch", "history", "--json").json())
                .extracting(change ->
                        change.get("by").asText() + ": " + change.get("what").asText())
                .containsExactly(
                        "amy: switch set user.v2 off", "bob: switch set user.v2 true 20%", "amy: switch apply");
        assertThat(session.run("switch", "history", "--show", "1").out()).isEqualTo(twenty);
        Session.Result undone = session.run("switch", "undo", "2", "--yes", "--reason", "as it was");
        assertThat(undone.exitCode()).as(undone.err()).isZero();
        assertThat(undone.out()).startsWith("user.v2: ").contains("published revision ");
        assertThat(inNacos()).isEqualTo(text());
        session.run("switch", "undo", "--yes");
        assertThat(inNacos()).contains("enabled: false");
        assertThat(session.run("switch", "history", "-n", "2", "--json").json())
                .extracting(change -> change.get("what").asText())
                .containsExactly("switch undo 1", "switch undo 2");
        assertThat(session.run("switch", "undo", "9", "--yes").err()).contains("Nacos remembers 5 changes");
        assertThat(session.run("history").out()).startsWith("Nacos remembers no change of the document of");
    }

    @Test
    void firstSwitches_areNotRemoved() {
        session.run("switch", "apply", "s.yaml", "--yes");

        assertThat(session.run("switch", "undo", "--yes").err())
                .contains("had no document before that; grayctl removes none: 'switch set NAME --off'");
        assertThat(inNacos()).isEqualTo(text());
    }

    @Test
    void refusedFile_isNotPublished() {
        session.file("bad.yaml", "apiVersion: dubbo-gray/v1", "application: demo-provider", "switches: { s: 1 }");
        Session.Result result = session.run("switch", "apply", "bad.yaml", "--yes");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("bad.yaml:3:16: error GRAY013", "nothing is changed");
        assertThat(inNacos()).isEqualTo("none");
    }

    @Test
    void noDocument_isSaid() {
        assertThat(session.run("switch", "list").err())
                .startsWith("grayctl: there is no document of switches of demo-provider in namespace " + namespace);
    }
}
