package io.github.dubbogray.filter.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.TestApplication;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Every HTTP client: the tag of now is on its requests")
class TagsOnRequestsTest {

    private static final Map<String, String> NO_OWN = Map.of();

    private TestApplication application = TestApplication.active();
    private TagServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TagServer();
    }

    @AfterEach
    void stop() {
        server.close();
        application.close();
    }

    @ParameterizedTest
    @EnumSource
    void tag_goesOutOnceAndStaysWithTheThread(Client client) throws Exception {
        Client.Sending sending = sending(client);

        GrayContext.call("canary", () -> {
            assertThat(sending.send(server.uri(), NO_OWN, "body")).isEqualTo("[canary]POSTbody");
            assertThat(sending.send(server.uri(), NO_OWN, "again")).isEqualTo("[canary]POSTagain");
            return assertThat(GrayContext.tag()).contains(new Tag.Named("canary"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void pairs_goOutAsTheyAreRead(Client client) throws Exception {
        Client.Sending sending = sending(client);

        assertThat(GrayContext.call("region=sh;version=v2", () -> sending.send(server.uri(), NO_OWN, "")))
                .isEqualTo("[region=sh,version=v2]POST");
    }

    @ParameterizedTest
    @EnumSource
    void noTag_nothingIsAdded(Client client) throws Exception {
        Client.Sending sending = sending(client);
        GrayContext.call("canary", () -> sending.send(server.uri(), NO_OWN, "before"));

        assertThat(sending.send(server.uri(), NO_OWN, "body")).isEqualTo("[]POSTbody");
    }

    @ParameterizedTest
    @EnumSource
    void ownHeader_wins(Client client) throws Exception {
        Client.Sending sending = sending(client);

        assertThat(GrayContext.call(
                        "canary",
                        () -> sending.send(server.uri(), Map.of("X-Gray-Tag", "beta", "x-user", "1"), "body")))
                .isEqualTo("[beta]POSTbody");
    }

    @ParameterizedTest
    @EnumSource
    void hostThatMayNotSeeTags_seesNone(Client client) throws Exception {
        application.close();
        application = TestApplication.with("dubbo.gray.http.hosts", "*.internal");
        Client.Sending sending = sending(client);

        assertThat(GrayContext.call("canary", () -> sending.send(server.uri(), NO_OWN, "body")))
                .isEqualTo("[]POSTbody");
    }

    @ParameterizedTest
    @EnumSource
    void switchedOff_nothingIsAdded(Client client) throws Exception {
        application.close();
        application = TestApplication.switchedOff();
        Client.Sending sending = sending(client);

        assertThat(GrayContext.call("canary", () -> sending.send(server.uri(), NO_OWN, "body")))
                .isEqualTo("[]POSTbody");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R5: no request sees another's tag")
    void mixedTagsOnSharedThreads_doNotMix(Client client) throws Exception {
        Client.Sending sending = sending(client);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String body = Integer.toString(i);
                answers.add(threads.submit(
                        i % 3 == 0
                                ? () -> sending.send(server.uri(), NO_OWN, body)
                                : () -> GrayContext.call(
                                        "lane-" + body, () -> sending.send(server.uri(), NO_OWN, body))));
            }
            for (int i = 0; i < 300; i++) {
                assertThat(answers.get(i).get(30, TimeUnit.SECONDS))
                        .isEqualTo(i % 3 == 0 ? "[]POST" + i : "[lane-" + i + "]POST" + i);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("D4: without an application to ask, the request goes out as it was made")
    void applicationThatIsGone_requestIsMade(Client client) throws Exception {
        Client.Sending sending = sending(client);
        application.close();

        assertThat(GrayContext.call("canary", () -> sending.send(server.uri(), NO_OWN, "body")))
                .endsWith("POSTbody");
    }

    private Client.Sending sending(Client client) throws IOException {
        return client.sending(OutboundHeaders.of(application.model()));
    }
}
