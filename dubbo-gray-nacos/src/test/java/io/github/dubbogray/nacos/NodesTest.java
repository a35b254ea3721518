package io.github.dubbogray.nacos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of requests where nodes are dead or hang up, and tokens run out. */
class NodesTest {

    private static final ConfigId CONFIG = new ConfigId("demo-provider.gray-router", "dubbo");
    private static final String FOUND = "{\"code\":0,\"data\":{\"content\":\"text\",\"md5\":\"hash\"}}";
    private static final String DONE = "{\"code\":0,\"data\":true}";

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private interface Answer {
        /** Returns status and body. */
        Object[] to(HttpExchange exchange);
    }

    private String node(Answer answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            Object[] answered = answer.to(exchange);
            byte[] bytes = ((String) answered[1]).getBytes(UTF_8);
            exchange.sendResponseHeaders((Integer) answered[0], bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        open.add(() -> server.stop(0));
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static String dead() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    /** Takes connections and hangs up after the request's first bytes. */
    private String hangingUp(List<String> taken) throws IOException {
        ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(socket);
        Thread thread = new Thread(() -> {
            while (!socket.isClosed()) {
                try (Socket one = socket.accept()) {
                    taken.add("request of " + one.getInputStream().read());
                } catch (IOException closed) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private static NacosAdmin admin(String servers) {
        return NacosAdmin.of(servers);
    }

    @Nested
    class DeadNodes {

        @Test
        void question_goesToTheNext() throws IOException {
            List<String> taken = new CopyOnWriteArrayList<>();
            String good = node(exchange -> new Object[] {200, FOUND});

            assertThat(admin(dead() + "," + hangingUp(taken) + "," + good).config(CONFIG))
                    .contains("text");
            assertThat(taken).isNotEmpty();
        }

        @Test
        void change_goesToTheNext_whereNobodyWasConnected() throws IOException {
            List<String> methods = new CopyOnWriteArrayList<>();
            String good = node(exchange -> {
                methods.add(exchange.getRequestMethod());
                return new Object[] {200, DONE};
            });

            admin(dead() + "," + good).publishConfig(CONFIG, "text");

            assertThat(methods).containsExactly("POST");
        }

        @Test
        void change_isNotSentAgain_whereSomebodyMayHaveMadeIt() throws IOException {
            List<String> elsewhere = new CopyOnWriteArrayList<>();
            String good = node(exchange -> {
                elsewhere.add(exchange.getRequestMethod());
                return new Object[] {200, DONE};
            });
            String first = hangingUp(new CopyOnWriteArrayList<>());

            assertThatThrownBy(() -> admin(first + "," + good).publishConfig(CONFIG, "text"))
                    .hasMessageContaining("got no answer from " + first);
            assertThat(elsewhere).isEmpty();
        }

        @Test
        void nobody_namesTheLast_andKeepsTheOthers() throws IOException {
            String one = dead();
            String other = dead();

            NacosRequestException failure = catchThrowableOfType(
                    NacosRequestException.class, () -> admin(one + "," + other).config(CONFIG));

            assertThat(failure.kind()).isEqualTo(NacosRequestException.Kind.UNREACHABLE);
            assertThat(failure).hasMessageContaining(other);
            assertThat(failure.getSuppressed()).hasSize(1);
        }
    }

    @Nested
    class BusyNodes {

        @Test
        @DisplayName("E35: a question that nobody answers is asked three times, a change that may have been made once")
        void nobodyYet_questionIsAskedThreeTimes() throws IOException {
            List<String> asked = new CopyOnWriteArrayList<>();
            String node = node(exchange -> {
                asked.add(exchange.getRequestMethod());
                return asked.size() < 3 ? new Object[] {503, "starting"} : new Object[] {200, FOUND};
            });
            assertThat(admin(node).config(CONFIG)).contains("text");
            assertThat(asked).containsExactly("GET", "GET", "GET");

            asked.clear();
            assertThatThrownBy(() -> admin(node).publishConfig(CONFIG, "b")).isInstanceOf(NacosRequestException.class);
            assertThat(asked).containsExactly("POST");
        }

        @Test
        void whyNobodyAnswers_isSaidInWords() throws IOException {
            assertThatThrownBy(() -> admin(dead()).config(CONFIG))
                    .hasMessageEndingWith(": nobody takes the connection there");
            assertThatThrownBy(() -> admin("no-such-host.invalid:8848").config(CONFIG))
                    .hasMessageEndingWith(": this host is not known");
        }

        @Test
        void nobodyEver_isSaidAfterThreeTries() throws IOException {
            List<String> asked = new CopyOnWriteArrayList<>();
            String node = node(exchange -> {
                asked.add(exchange.getRequestMethod());
                return new Object[] {503, "starting"};
            });
            assertThatThrownBy(() -> admin(node).config(CONFIG)).isInstanceOf(NacosRequestException.class);
            assertThat(asked).hasSize(3);
        }

        private static final String PAGE = "<html>\n<body>\nBad gateway\n</body>\n</html>";

        @Test
        void proxyWithoutServer_isPassedOverByQuestions() throws IOException {
            String proxy = node(exchange -> new Object[] {503, PAGE});
            String good = node(exchange -> new Object[] {200, FOUND});

            assertThat(admin(proxy + "," + good).config(CONFIG)).contains("text");
        }

        @Test
        void proxyAlone_isUnreachable_inOneLine() throws IOException {
            String proxy = node(exchange -> new Object[] {502, PAGE});

            NacosRequestException failure = catchThrowableOfType(
                    NacosRequestException.class, () -> admin(proxy).config(CONFIG));

            assertThat(failure.kind()).isEqualTo(NacosRequestException.Kind.UNREACHABLE);
            assertThat(failure.getMessage()).hasLineCount(1);
        }

        @Test
        void pageThatIsNotThere_isNotAConfigurationThatIsNotThere() throws IOException {
            String other = node(exchange -> new Object[] {404, PAGE});

            assertThatThrownBy(() -> admin(other).config(CONFIG)).hasMessageContaining("HTTP 404");
        }

        @Test
        void login_goesToTheNextNode() throws IOException {
            List<String> taken = new CopyOnWriteArrayList<>();
            String good = node(exchange -> exchange.getRequestURI().getPath().endsWith("/login")
                    ? new Object[] {200, "{\"accessToken\":\"token\"}"}
                    : new Object[] {200, FOUND});

            NacosAdmin admin = NacosAdmin.of(
                    NacosServers.of(hangingUp(taken) + "," + good).as(new Credentials.Account("amy", "secret")));

            assertThat(admin.config(CONFIG)).contains("text");
            assertThat(taken).isNotEmpty();
        }
    }

    @Nested
    class Swaps {

        private static final StoredConfig READ = new StoredConfig("a", "0cc175b9c0f1b6a831c399e269772661");

        @Test
        void textWithoutItsHash_isNotSwapped() throws IOException {
            String server = node(exchange -> new Object[] {200, "{\"code\":0,\"data\":{\"content\":\"a\"}}"});

            assertThatThrownBy(() -> new NacosConfigs(admin(server)).read(CONFIG))
                    .hasMessageContaining("there is no text with its hash");
        }

        @Test
        void removedMeanwhile_isAConflict_andNothingIsSent() throws IOException {
            List<String> methods = new CopyOnWriteArrayList<>();
            String server = node(exchange -> {
                methods.add(exchange.getRequestMethod());
                return new Object[] {404, "{\"code\":20004,\"message\":\"resource not found\"}"};
            });

            NacosRequestException failure = catchThrowableOfType(
                    NacosRequestException.class, () -> new NacosConfigs(admin(server)).swap(CONFIG, READ, "b"));

            assertThat(failure.kind()).isEqualTo(NacosRequestException.Kind.CONFLICT);
            assertThat(methods).containsExactly("GET");
        }
    }

    @Nested
    class Tokens {

        private int logins;
        private String valid = "";

        private String server() throws IOException {
            return node(exchange -> {
                if (exchange.getRequestURI().getPath().endsWith("/login")) {
                    valid = "token-" + ++logins;
                    return new Object[] {200, "{\"accessToken\":\"" + valid + "\",\"tokenTtl\":18000}"};
                }
                boolean isGood =
                        ("Bearer " + valid).equals(exchange.getRequestHeaders().getFirst("Authorization"));
                return isGood
                        ? new Object[] {200, FOUND}
                        : new Object[] {403, "{\"code\":403,\"message\":\"token expired!\"}"};
            });
        }

        @Test
        void account_logsInOnce_andAgainWhenItsTokenIsOver() throws IOException {
            NacosAdmin admin = NacosAdmin.of(NacosServers.of(server()).as(new Credentials.Account("amy", "secret")));

            assertThat(admin.config(CONFIG)).contains("text");
            assertThat(admin.config(CONFIG)).contains("text");
            assertThat(logins).isEqualTo(1);
            valid = "another";
            assertThat(admin.config(CONFIG)).contains("text");
            assertThat(logins).isEqualTo(2);
        }

        @Test
        void givenToken_isNotAskedForAnew() throws IOException {
            NacosAdmin admin = NacosAdmin.of(NacosServers.of(server()).as(new Credentials.Token("old")));

            NacosRequestException failure =
                    catchThrowableOfType(NacosRequestException.class, () -> admin.config(CONFIG));

            assertThat(failure.kind()).isEqualTo(NacosRequestException.Kind.DENIED);
            assertThat(failure.detail()).isEqualTo("token expired! (asked with a token)");
            assertThat(logins).isZero();
        }
    }

    @Test
    @DisplayName("a console, whose refusals look like wrong passwords, is told from a server that refuses")
    void console_isRecognized() throws IOException {
        String console = node(exchange -> exchange.getRequestURI().getPath().startsWith("/v3/console/")
                ? new Object[] {200, "{\"code\":0,\"message\":\"success\",\"data\":\"ok\"}"}
                : new Object[] {500, "caused: No static resource nacos/v3/auth/user/login.;"});
        String somethingElse =
                node(exchange -> exchange.getRequestURI().getPath().startsWith("/v3/console/")
                        ? new Object[] {200, "<html>welcome</html>"}
                        : new Object[] {403, "no"});

        assertThatThrownBy(() -> NacosAdmin.of(NacosServers.of(console).as(new Credentials.Account("amy", "secret")))
                        .config(CONFIG))
                .isInstanceOfSatisfying(
                        NacosRequestException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(NacosRequestException.Kind.UNREACHABLE))
                .hasMessage(
                        console
                                + " is the port of Nacos's console, and what is wanted is the one of the server, 8848 unless changed");
        assertThatThrownBy(() -> admin(somethingElse).config(CONFIG))
                .isInstanceOfSatisfying(
                        NacosRequestException.class,
                        failure -> assertThat(failure.detail()).isEqualTo("no (asked without an account)"));
    }

    @Test
    void wordsOfNacos_areFreedFromItsCodes() {
        assertThat(NacosApi.saidIn("{\"code\":403,\"message\":\"Code: 403, Message: authorization failed!.\"}"))
                .isEqualTo("authorization failed!");
        assertThat(NacosApi.saidIn("{\"code\":403,\"message\":\"Code: red\"}")).isEqualTo("Code: red");
    }

    @Test
    void conflict_isToldFromOtherRefusals() throws IOException {
        String server = node(exchange ->
                new Object[] {500, "{\"code\":20005,\"message\":\"resource conflict\",\"data\":\"Cas publish fail\"}"});

        NacosRequestException failure = catchThrowableOfType(
                NacosRequestException.class, () -> new NacosConfigs(admin(server)).swap(CONFIG, Swaps.READ, "c"));

        assertThat(failure.kind()).isEqualTo(NacosRequestException.Kind.CONFLICT);
        assertThat(failure.detail()).isEqualTo("Cas publish fail");
    }
}
