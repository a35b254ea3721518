package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.lab.Calls;
import io.github.dubbogray.it.lab.Discovery;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** HTTP into a Triple port, in a process of its own, and on to a backend that believes signed tags only. */
@ExtendWith(FleetExtension.class)
class EntryIT {

    private static final String WEB = "probe-web";
    private static final String SECRET = "the tests' secret";
    private static final int USERS = 400;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    @DisplayName(
            "R2, R3, R4: the entry's own document in Nacos colors by user id, the same in two processes, and the hop behind "
                    + "agrees; outsiders' tags are believed as dubbo.gray.entry.trust says")
    void entry_colorsByItsOwnDocumentAndBelievesWhomItTrusts(Fleet fleet) throws Exception {
        try (Lab lab = Lab.open(fleet, "tri", Discovery.APPLICATION)) {
            backend(lab, "backend-v1", "version=v1");
            backend(lab, "backend-v2", "version=v2,env=gray");
            lab.publish("backend", document("backend", ""));
            lab.publish(WEB, document(WEB, ramp(30)));
            Lab.Instance open = web(lab, "web-open", "127.0.0.0/8,::1");
            Lab.Instance closed = web(lab, "web-closed", "none");
            Lab.Instance signing = web(lab, "web-signing", "signature");

            SortedMap<Integer, Hops> byUser = users(open);
            assertThat(byUser.values()).allMatch(EntryIT::agrees);
            assertThat(canaries(byUser)).isBetween(80L, 160L);
            assertThat(users(closed)).isEqualTo(byUser);
            assertThat(get(open, Map.of())).isEqualTo(new Hops("", "backend-v1", ""));

            lab.publish(WEB, document(WEB, ramp(100)));
            await().atMost(Duration.ofSeconds(30)).until(() -> canaries(users(closed)) == USERS);

            Hops gray = new Hops("canary", "backend-v2", "canary");
            Hops untagged = new Hops("", "backend-v1", "");
            Map<String, String> tag = Map.of("X-Gray-Tag", "canary");
            assertThat(get(open, tag)).isEqualTo(gray);
            assertThat(get(closed, tag)).isEqualTo(untagged);
            assertThat(get(signing, tag)).isEqualTo(untagged);
            assertThat(get(signing, signed("canary", 0))).isEqualTo(gray);
            assertThat(get(signing, signed("canary", 400))).isEqualTo(untagged);
            assertThat(get(open, Map.of("X-Gray-Version", "v2")))
                    .isEqualTo(new Hops("version=v2", "backend-v2", "version=v2"));
        }
    }

    /**
     * What a request met.
     *
     * @param tag at the entry
     * @param backend who served behind it
     * @param backendTag what was believed there
     */
    private record Hops(String tag, String backend, String backendTag) {}

    private static boolean agrees(Hops hops) {
        return hops.equals(new Hops("canary", "backend-v2", "canary"))
                || hops.equals(new Hops("stable", "backend-v1", "stable"));
    }

    private static long canaries(SortedMap<Integer, Hops> byUser) {
        return byUser.values().stream()
                .filter(hops -> hops.tag().equals("canary"))
                .count();
    }

    private static void backend(Lab lab, String name, String labels) {
        lab.provider("backend", name, labels, trusting("signature", Map.of("probe.backend", "true")));
    }

    private static Lab.Instance web(Lab lab, String name, String trust) {
        return lab.provider(WEB, name, "version=v1", trusting(trust, Map.of("probe.relays", "true")));
    }

    private static Map<String, String> trusting(String trust, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("dubbo.gray.entry.trust", trust);
        all.put("dubbo.gray.entry.secret", SECRET);
        return all;
    }

    private static String document(String application, String rest) {
        return "apiVersion: dubbo-gray/v1\napplication: " + application
                + "\nlanes:\n  canary: { labels: { version: v2 } }\n" + rest;
    }

    private static String ramp(int share) {
        return "rules:\n  - id: ramp\n    when: { header.User-Id: { exists: true } }\n    to: { canary: " + share
                + "%, stable: " + (100 - share) + "% }\n    sticky: header.User-Id\n";
    }

    private static SortedMap<Integer, Hops> users(Lab.Instance web) {
        return Calls.make(USERS, user -> get(web, Map.of("user-id", "user-" + user)));
    }

    private static Map<String, String> signed(String tag, long secondsAgo) {
        long seconds = System.currentTimeMillis() / 1_000 - secondsAgo;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] code = mac.doFinal((tag + "\n" + seconds).getBytes(StandardCharsets.UTF_8));
            return Map.of(
                    "x-gray-tag",
                    tag,
                    "x-gray-signature",
                    seconds + "." + HexFormat.of().formatHex(code));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Hops get(Lab.Instance web, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                "http://127.0.0.1:" + web.port() + "/" + ProbeService.class.getName() + "/relay?message=hello"));
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return hopsIn(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Hops hopsIn(String body) throws JsonProcessingException {
        JsonNode answers = JSON.readTree(body);
        return new Hops(
                answers.at("/0/tag").asText(),
                answers.at("/1/instance").asText(),
                answers.at("/1/tag").asText());
    }
}
