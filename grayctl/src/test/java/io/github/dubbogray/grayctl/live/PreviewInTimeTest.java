package io.github.dubbogray.grayctl.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.nacos.StoredConfig;
import io.github.dubbogray.nacos.gray.GrayDocument;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A preview of thousands of rules")
class PreviewInTimeTest {

    private static String document(String ending) {
        return IntStream.range(0, 3_000)
                .mapToObj(i -> "  - { id: r" + i + ", when: { attachment.k" + i % 50 + ": v" + i
                        + " }, to: { canary: 10%, stable: 90% }, sticky: attachment.user-id }\n")
                .collect(Collectors.joining("", """
                        apiVersion: dubbo-gray/v1
                        application: shop
                        lanes: { canary: { labels: { version: v2 } } }
                        rules:
                        """, ending));
    }

    @Test
    void killSwitch_doesNotWaitForTheComparison_andSaysSo() {
        GrayDocument basis = new GrayDocument("shop", new StoredConfig(document(""), ""));
        Input.Text off = new Input.Text("shop in Nacos", document("enabled: false\n"));
        long begin = System.nanoTime();

        List<String> lines = Preview.of("shop", basis, off, null, null).toLines();

        assertThat(lines).contains("this is cut short: there are more kinds of requests than were tried");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }
}
