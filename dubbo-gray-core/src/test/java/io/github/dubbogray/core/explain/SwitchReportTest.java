package io.github.dubbogray.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.document.SwitchDocuments;
import io.github.dubbogray.core.feature.Switch;
import org.junit.jupiter.api.Test;

class SwitchReportTest {

    private static Switch named(String name) {
        return SwitchDocuments.switches(
                        "user.v2: { type: boolean, owner: team-user, default: false, rules: [",
                        "  { id: staff, when: { attachment.staff: \"yes\" }, to: true },",
                        "  { id: ramp, to: { true: 10%, false: 90% }, sticky: attachment.user-id }] }",
                        "off: { type: integer, description: of old, default: 3, enabled: false }")
                .named(name)
                .orElseThrow();
    }

    @Test
    void cells_standBelowTheirColumns() {
        assertThat(SwitchReport.COLUMNS).containsExactly("SWITCH", "TYPE", "NOW", "OWNER", "DESCRIPTION");
        assertThat(SwitchReport.cells(named("user.v2")))
                .containsExactly(
                        "user.v2",
                        "boolean",
                        "false; staff true; ramp true 10%, false 90% by attachment.user-id",
                        "team-user",
                        "");
        assertThat(SwitchReport.cells(named("off"))).containsExactly("off", "integer", "3, off", "", "of old");
    }

    @Test
    void json_hasWhatTheDocumentSays() {
        assertThat(SwitchReport.toJson(named("off")).toString())
                .startsWith(
                        "{\"name\":\"off\",\"type\":\"integer\",\"enabled\":false,\"default\":\"3\",\"value\":\"3\","
                                + "\"description\":\"of old\",\"owner\":\"\",\"variants\":[],\"rules\":[],\"revision\":\"");
    }
}
