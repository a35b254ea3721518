package io.github.dubbogray.grayctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code grayctl switch} on a file; with a Nacos, see {@code LiveIT}. */
class SwitchTest {

    private static final String[] TEXT = {
        "apiVersion: dubbo-gray/v1",
        "application: shop",
        "switches:",
        "  user.v2:",
        "    type: boolean",
        "    description: the new centre",
        "    owner: team-user",
        "    default: false",
        "    rules:",
        "      - { id: gray, when: { lane: canary }, to: true }",
        "      - { id: ramp, to: { true: 10%, false: 90% }, sticky: attachment.user-id }",
        "  limits: { type: object, variants: { s: { items: 20 }, l: { items: 200 } }, default: s, enabled: false }"
    };

    @TempDir
    private Path folder;

    private Session session;

    @BeforeEach
    void write() {
        session = new Session(folder).file("s.yaml", TEXT);
    }

    private Session.Result run(String... arguments) {
        return session.run(arguments);
    }

    @Nested
    class List {

        @Test
        void table_saysNameTypeAndWhatIsGivenNow() {
            assertThat(run("switch", "list", "--file", "s.yaml")).isEqualTo(new Session.Result(0, """
                            SWITCH   TYPE     NOW                                                               OWNER      DESCRIPTION
                            user.v2  boolean  false; gray true; ramp true 10%, false 90% by attachment.user-id  team-user  the new centre
                            limits   object   s, off                                                            -          -
                            """, ""));
        }

        @Test
        void json_hasEverything() {
            JsonNode json = run("switch", "list", "--json", "--file", "s.yaml").json();

            assertThat(json.get(0).get("rules").get(1).toString())
                    .isEqualTo("{\"id\":\"ramp\",\"when\":\"every request\","
                            + "\"to\":\"true 10%, false 90% by attachment.user-id\"}");
            assertThat(json.get(1).get("variants").get(0).get("value").asText()).isEqualTo("{\"items\":20}");
            assertThat(json.get(1).get("enabled").asBoolean()).isFalse();
        }

        @Test
        void brokenFile_isRefusedWithPlaces() {
            session.file("b.yaml", "apiVersion: dubbo-gray/v1", "application: shop", "switches: { s: { type: bool } }");
            Session.Result result = run("switch", "list", "--file", "b.yaml");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).contains("b.yaml:3:24: error GRAY014: switches.s.type: is 'bool'");
        }
    }

    @Nested
    class Get {

        @Test
        void lines_sayEverything() {
            assertThat(run("switch", "get", "user.v2", "--file", "s.yaml").out())
                    .isEqualTo("""
                    user.v2, boolean, enabled
                      for  the new centre
                      owner  team-user
                      default  false
                      rule gray  lane is canary: true
                      rule ramp  every request: true 10%, false 90% by attachment.user-id
                    """);
        }

        @Test
        void unknownName_namesThoseThatAreThere() {
            assertThat(run("switch", "get", "nobody", "--file", "s.yaml"))
                    .isEqualTo(new Session.Result(
                            1, "", "grayctl: there is no switch 'nobody'; there are limits, user.v2\n"));
        }
    }

    @Nested
    class Explain {

        @Test
        void rules_sayWhatTheySaid() {
            assertThat(run("switch", "explain", "user.v2", "--file", "s.yaml", "-A", "user-id=user-9")
                            .out())
                    .startsWith("user.v2 gives ")
                    .contains("  gray  does not claim: wants lane is canary; lane is absent\n", "  ramp  gives ");
        }

        @Test
        void laneAndTag_areThoseOfTheFlags() {
            JsonNode json = run("switch", "explain", "user.v2", "--file", "s.yaml", "--lane", "canary", "--json")
                    .json();

            assertThat(json.get("value").asText()).isEqualTo("true");
            assertThat(json.get("reason").asText()).isEqualTo("TARGETING_MATCH");
            assertThat(json.get("rule").asText()).isEqualTo("gray");
        }

        /** No switch goes by them: they are known where a request enters, which is before any code asks. */
        @ParameterizedTest
        @ValueSource(strings = {"--header", "--cookie", "--query"})
        void whatNoSwitchGoesBy_isNoOption(String option) {
            Session.Result result = run("switch", "explain", "user.v2", "--file", "s.yaml", option, "a=b");

            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err()).startsWith("Unknown option").contains("'" + option + "'");
        }

        @Test
        void switchThatIsOff_saysSo() {
            assertThat(run("switch", "explain", "limits", "--file", "s.yaml").out())
                    .isEqualTo("limits gives {\"items\":20}: DISABLED\n");
        }
    }

    @Nested
    class Set {

        private static final String LIMIT = "  limit: { type: integer, default: 10 } }";

        private String text() {
            return String.join("\n", TEXT) + "\n";
        }

        @Test
        void value_isTheDefaultInTheTextThatIsWritten() throws IOException {
            Session.Result result = run("switch", "set", "user.v2", "true", "--file", "s.yaml");

            assertThat(result).isEqualTo(new Session.Result(0, text().replace("default: false", "default: true"), ""));
            assertThat(Files.readString(folder.resolve("s.yaml"))).isEqualTo(text());
        }

        @Test
        void share_movesTheOtherToo() {
            assertThat(run("switch", "set", "user.v2", "true", "--share", "20%", "--file", "s.yaml")
                            .out())
                    .isEqualTo(text().replace("true: 10%, false: 90%", "true: 20%, false: 80%"));
        }

        @Test
        void onAndOff_changeWhetherRulesAreAsked() {
            assertThat(run("switch", "set", "limits", "--on", "--file", "s.yaml")
                            .out())
                    .isEqualTo(text().replace("enabled: false", "enabled: true"));
        }

        @Test
        void valueOfAnotherType_isRefusedWithItsPlace() {
            Session.Result result = run("switch", "set", "user.v2", "maybe", "--file", "s.yaml");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err()).isEqualTo("grayctl: s.yaml:line 8, column 14: 'maybe' must be true or false\n");
        }

        /** Behind two dashes, as with every tool. */
        @Test
        void negativeNumber_isAValue() {
            session.file("n.yaml", "apiVersion: dubbo-gray/v1", "application: shop", "switches: {", LIMIT);

            assertThat(run("switch", "set", "limit", "--file", "n.yaml", "--", "-5")
                            .out())
                    .endsWith(LIMIT.replace("10", "-5") + "\n");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "user.v2",
                    "user.v2 --share 5%",
                    "user.v2 true --on",
                    "user.v2 true --rule ramp",
                    "user.v2 --on --off"
                })
        void otherWords_areWrongUsage(String words) {
            assertThat(run(("switch set --file s.yaml " + words).split(" ")).exitCode())
                    .isEqualTo(2);
        }

        @Test
        void withoutFile_nacosMustBeNamed() {
            assertThat(run("switch", "set", "user.v2", "true"))
                    .isEqualTo(
                            new Session.Result(
                                    2,
                                    "",
                                    "grayctl: say where Nacos is: --server host:port, GRAYCTL_SERVER, or server in a profile\n"));
        }
    }

    @Test
    void lint_readsThemAsSwitches() {
        assertThat(run("lint", "s.yaml").out())
                .startsWith("s.yaml: accepted for shop, revision ")
                .endsWith(", 2 switches\n");
    }

    @Test
    void schema_isThePublishedOne() throws IOException {
        assertThat(run("schema", "--switches").out())
                .isEqualTo(Files.readString(Path.of("..", "docs", "dubbo-gray-switches.schema.json")));
    }
}
