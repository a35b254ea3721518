package io.github.dubbogray.router.health.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.url.component.ServiceConfigURL;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TcpProbeTest {

    @Test
    @DisplayName("A server that takes the connection and never says a word answers; the connection is closed again")
    void listening_answers() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            TcpProbe probe = TcpProbe.begin(at("127.0.0.1", server.getLocalPort()));
            assertThat(answer(probe)).isEqualTo(Answer.ANSWERED);
            probe.end();

            try (Socket accepted = server.accept()) {
                assertThat(accepted.getInputStream().read()).as("the end").isEqualTo(-1);
            }
        }
    }

    @Test
    void name_isLookedUp() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            TcpProbe probe = TcpProbe.begin(at("localhost", server.getLocalPort()));

            assertThat(answer(probe)).isEqualTo(Answer.ANSWERED);
            probe.end();
        }
    }

    @Test
    void sixthVersion_isAnAddress() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            TcpProbe mapped = TcpProbe.begin(at("::ffff:127.0.0.1", server.getLocalPort()));
            TcpProbe bracketed = TcpProbe.begin(at("[::ffff:127.0.0.1]", server.getLocalPort()));

            assertThat(answer(mapped)).isEqualTo(Answer.ANSWERED);
            assertThat(answer(bracketed)).isEqualTo(Answer.ANSWERED);
            mapped.end();
            bracketed.end();
        }
    }

    @Test
    void closedPort_doesNotAnswer() throws IOException {
        int port = closedPort();
        TcpProbe probe = TcpProbe.begin(at("127.0.0.1", port));

        assertThat(answer(probe)).isEqualTo(Answer.UNANSWERED);
        probe.end();
    }

    @Test
    void noHost_doesNotAnswer() {
        TcpProbe probe = TcpProbe.begin(at("[::nowhere]", 20880));

        assertThat(answer(probe)).isEqualTo(Answer.UNANSWERED);
        probe.end();
    }

    static int closedPort() throws IOException {
        try (ServerSocket server = new ServerSocket(0)) {
            return server.getLocalPort();
        }
    }

    private static Answer answer(TcpProbe probe) {
        return await().until(probe::answer, answer -> answer != Answer.NONE_YET);
    }

    private static URL at(String host, int port) {
        return new ServiceConfigURL("dubbo", host, port);
    }
}
