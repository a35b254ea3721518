package io.github.dubbogray.core.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegisteredLabelsTest {

    @Test
    void labels_areWhatHasThePrefix_andIsOne() {
        Map<String, String> metadata = new HashMap<>(Map.of(
                "gray.version",
                "v2",
                "gray.env",
                "",
                "gray.",
                "x",
                "gray.note",
                "a b",
                "gray.x",
                "中文",
                "version",
                "v1"));
        metadata.put("gray.none", null);

        assertThat(RegisteredLabels.in(metadata).toMap()).isEqualTo(Map.of("version", "v2"));
    }

    @Test
    void cluster_isALabel_whereThereIsNone() {
        assertThat(RegisteredLabels.in(Map.of("gray.version", "v2"), "gz").toMap())
                .isEqualTo(Map.of("version", "v2", "cluster", "gz"));
        assertThat(RegisteredLabels.in(Map.of("gray.cluster", "own"), "gz").toMap())
                .isEqualTo(Map.of("cluster", "own"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"DEFAULT", "", "a b"})
    void usualCluster_andWhatIsNoLabel_areNone(String cluster) {
        assertThat(RegisteredLabels.in(Map.of("gray.version", "v2"), cluster).toMap())
                .isEqualTo(Map.of("version", "v2"));
    }
}
