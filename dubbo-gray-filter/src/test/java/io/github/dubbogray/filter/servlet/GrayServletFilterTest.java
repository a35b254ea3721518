package io.github.dubbogray.filter.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.EntryApplication;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.filter.context.RequestScope;
import io.github.dubbogray.router.meter.Meter;
import io.github.dubbogray.testing.CapturedLog;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter in a real Tomcat with few worker threads, so that anything left behind would be seen. */
class GrayServletFilterTest {

    @TempDir
    private Path folder;

    private final Map<String, String> properties = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private EntryApplication application;
    private Tomcat tomcat;

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        application.close();
    }

    @Nested
    class Tags {

        @Test
        @DisplayName("R1: a request's tag is there while it is served, under any of its names")
        void tag_isThereWhileTheRequestIsServed() throws Exception {
            properties.put("dubbo.gray.entry.cookie", "gray");
            properties.put("dubbo.gray.entry.query", "gray");
            start("");

            assertThat(get("/tag", "X-Gray-Tag", "canary")).isEqualTo("canary");
            assertThat(get("/tag", "x-gray-version", "v2")).isEqualTo("version=v2");
            assertThat(get("/tag", "x-tag", "version=v2;region=sh")).isEqualTo("region=sh,version=v2");
            assertThat(get("/tag", "Accept-Version", "v3")).isEqualTo("version=v3");
            assertThat(get("/tag", "cookie", "a=b; gray=canary")).isEqualTo("canary");
            assertThat(get("/tag", "cookie", "a=b; gray=version=v2,region=sh; c=d"))
                    .isEqualTo("region=sh,version=v2");
            assertThat(get("/tag?gray=version%3Dv2")).isEqualTo("version=v2");
        }

        @Test
        @DisplayName("R5: the container's thread keeps nothing, also when a servlet fails")
        void pooledThread_keepsNothing() throws Exception {
            start("");

            assertThat(get("/tag", "x-gray-tag", "canary")).isEqualTo("canary");
            assertThat(get("/tag")).isEmpty();
            assertThat(get("/fail", "x-gray-tag", "canary")).isEqualTo("error page: canary");
            assertThat(get("/tag")).isEmpty();
        }

        @Test
        void malformedAndDuplicatedTags_areDroppedAndTheRequestServed() throws Exception {
            start("");

            assertThat(get("/tag", "x-gray-tag", "can ary")).isEmpty();
            assertThat(get("/tag", "x-gray-tag", "%E7%81%B0")).isEmpty();
            assertThat(get("/tag", "x-gray-tag", "x".repeat(257))).isEmpty();
            assertThat(get("/tag", "x-gray-tag", "canary", "X-Gray-Tag", "stable"))
                    .isEmpty();
            assertThat(rawGet("x-gray-tag: 灰度")).endsWith("[]");
            assertThat(application.gray().meters().value(Meter.TAGS_DROPPED)).isEqualTo(5);
        }

        @Test
        void untrustedTag_isDroppedAndTheRequestServed() throws Exception {
            properties.put("dubbo.gray.entry.trust", "192.0.2.0/24");
            start("");

            assertThat(get("/tag", "x-gray-tag", "canary", "x-forwarded-for", "192.0.2.1"))
                    .isEmpty();
            assertThat(application.gray().meters().value(Meter.TAGS_UNTRUSTED)).isOne();
        }

        @Test
        void trustedNetwork_isBelieved() throws Exception {
            properties.put("dubbo.gray.entry.trust", "127.0.0.0/8,::1");
            start("");

            assertThat(get("/tag", "x-gray-tag", "canary")).isEqualTo("canary");
        }
    }

    @Nested
    @DisplayName("R2: the application's own document colors untagged requests")
    class Coloring {

        @Test
        void pushedRule_changesTheNextRequest() throws Exception {
            start("rules: [{ id: qa, when: { header.X-User: qa }, to: canary }]");
            assertThat(get("/tag", "x-user", "qa")).isEqualTo("canary");
            assertThat(get("/tag", "x-user", "other")).isEmpty();

            application.publish("rules: [{ id: v2, when: { service: { prefix: /tag }, query.u: qa }, to: canary }]");

            assertThat(get("/tag", "x-user", "qa")).isEmpty();
            assertThat(get("/tag?u=qa")).isEqualTo("canary");
        }

        @Test
        void formOfARequest_isLeftToTheServlet() throws Exception {
            start("rules: [{ id: qa, when: { query.user: qa }, to: canary }]");
            HttpRequest post = HttpRequest.newBuilder(uri("/form"))
                    .header("content-type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString("user=qa"))
                    .build();

            assertThat(client.send(post, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo("user=qa with ");
        }

        @Test
        void decision_isMadeOnceForAllDispatches() throws Exception {
            start("rules: [{ id: ramp, to: { canary: 50%, stable: 50% } }]");
            for (int i = 0; i < 20; i++) {
                assertThat(get("/async-dispatch")).isIn("canary then canary", "stable then stable");
                assertThat(get("/forward")).isIn("canary then canary", "stable then stable");
            }
        }
    }

    @Nested
    class Asynchronous {

        @Test
        void asyncDispatch_hasTheTag() throws Exception {
            start("");

            assertThat(get("/async-dispatch", "x-gray-tag", "canary")).isEqualTo("canary then canary");
            assertThat(get("/tag")).isEmpty();
        }

        @Test
        void taskOfTheContainer_hasTheTag() throws Exception {
            start("");

            assertThat(get("/async-task", "x-gray-tag", "canary")).isEqualTo("task: canary");
            assertThat(get("/async-task")).isEqualTo("task: ");
            assertThat(get("/tag")).isEmpty();
        }

        @Test
        void hopsOfAllDispatchesAndTasks_areInOneHeader() throws Exception {
            start("");

            for (String path : List.of("/hops-dispatch", "/hops-task", "/hops-task-of-its-own")) {
                HttpResponse<String> answer =
                        client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.headers().allValues("x-gray-served-by"))
                        .as(path)
                        .containsExactly("demo-a, demo-b");
            }
        }

        @Test
        void asyncError_hasTheTag() throws Exception {
            start("");

            assertThat(get("/async-fail", "x-gray-tag", "canary")).isEqualTo("error page: canary");
            assertThat(get("/tag")).isEmpty();
        }
    }

    @Test
    @DisplayName("R5: mixed concurrent requests over two worker threads never see each other's tags")
    void concurrentRequests_neverSwapTags() throws Exception {
        start("");
        List<String> paths = List.of("/tag", "/async-task", "/async-dispatch", "/forward");
        Map<Integer, CompletableFuture<HttpResponse<String>>> answers = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri(paths.get(i % 4)));
            if (i % 3 > 0) {
                request.header("x-gray-tag", "lane-" + i);
            }
            answers.put(i, client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()));
            if (i % 50 == 49) {
                CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
                        .get(30, TimeUnit.SECONDS);
            }
        }
        for (Map.Entry<Integer, CompletableFuture<HttpResponse<String>>> answer : answers.entrySet()) {
            int i = answer.getKey();
            String tag = i % 3 > 0 ? "lane-" + i : "";
            String expected = List.of(tag, "task: " + tag, tag + " then " + tag, tag + " then " + tag)
                    .get(i % 4);
            assertThat(answer.getValue().get(30, TimeUnit.SECONDS).body()).isEqualTo(expected);
        }
    }

    @Test
    void switchedOff_nothingIsLookedAt() throws Exception {
        properties.put("dubbo.gray.enabled", "false");
        start("rules: [{ id: all, to: canary }]");

        assertThat(get("/tag", "x-gray-tag", "canary")).isEmpty();
        assertThat(application.questions()).isZero();
    }

    @Test
    void start_saysWhatTheEntryDoes() throws Exception {
        properties.put("dubbo.gray.entry.trust", "10.0.0.0/8");
        try (CapturedLog log = new CapturedLog()) {
            start("");
            assertThat(log.text())
                    .contains("Entry: tags are read from header x-gray-tag, header x-gray-version, header x-tag, "
                            + "header accept-version, baggage x-gray-tag; trusted: senders in 10.0.0.0/8");
        }
    }

    private void start(String document) throws Exception {
        application = new EntryApplication(folder.resolve("last-good"), properties);
        application.publish(document);
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.resolve("tomcat").toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("maxThreads", "2");
        Context context = tomcat.addContext("", null);
        addFilter(context);
        serve(context, "/tag", (request, response) -> answer(response, tag()));
        serve(
                context,
                "/form",
                (request, response) -> answer(
                        response,
                        new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8) + " with "
                                + tag()));
        serve(context, "/fail", (request, response) -> {
            throw new ServletException("broken");
        });
        serve(context, "/error", (request, response) -> answer(response, "error page: " + tag()));
        serve(
                context,
                "/after",
                (request, response) -> answer(response, request.getAttribute("before") + " then " + tag()));
        serve(context, "/async-dispatch", (request, response) -> {
            request.setAttribute("before", tag());
            request.startAsync().dispatch("/after");
        });
        serve(context, "/forward", (request, response) -> {
            request.setAttribute("before", tag());
            request.getRequestDispatcher("/after").forward(request, response);
        });
        serve(context, "/async-task", (request, response) -> {
            AsyncContext async = request.startAsync(request, response);
            async.start(() -> {
                answer((HttpServletResponse) async.getResponse(), "task: " + tag());
                async.complete();
            });
        });
        serve(context, "/hops-dispatch", (request, response) -> {
            RequestScope.current().hops().add("demo-a");
            request.startAsync(request, response).dispatch("/hops-after");
        });
        serve(context, "/hops-after", (request, response) -> {
            RequestScope.current().hops().add("demo-b");
            answer(response, "after");
        });
        serve(context, "/hops-task", (request, response) -> {
            RequestScope.current().hops().add("demo-a");
            AsyncContext async = request.startAsync(request, response);
            async.start(() -> {
                RequestScope.current().hops().add("demo-b");
                answer((HttpServletResponse) async.getResponse(), "task");
                async.complete();
            });
        });
        serve(context, "/hops-task-of-its-own", (request, response) -> {
            RequestScope.current().hops().add("demo-a");
            AsyncContext async = request.startAsync();
            async.start(() -> {
                RequestScope.current().hops().add("demo-b");
                async.complete(); // with no body
            });
        });
        serve(context, "/async-fail", (request, response) -> {
            AsyncContext async = request.startAsync();
            async.dispatch("/fail");
        });
        ErrorPage page = new ErrorPage();
        page.setErrorCode(500);
        page.setLocation("/error");
        context.addErrorPage(page);
        tomcat.start();
        application.started();
    }

    private void addFilter(Context context) {
        FilterDef definition = new FilterDef();
        definition.setFilterName("gray");
        definition.setFilter(new GrayServletFilter(application.model()));
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("gray");
        map.addURLPattern("/*");
        map.setDispatcher("REQUEST");
        map.setDispatcher("ASYNC");
        map.setDispatcher("ERROR");
        map.setDispatcher("FORWARD");
        context.addFilterMap(map);
    }

    /** What a servlet does. */
    private interface Service {
        void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    private static void serve(Context context, String path, Service service) {
        Wrapper wrapper = Tomcat.addServlet(context, path, new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws ServletException, IOException {
                service.serve(request, response);
            }
        });
        wrapper.setAsyncSupported(true);
        context.addServletMappingDecoded(path, path);
    }

    private static void answer(HttpServletResponse response, String text) {
        try {
            response.setContentType("text/plain");
            response.getWriter().print(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag() {
        return GrayContext.tag().map(Tag::text).orElse("");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
    }

    private String get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Sends what an HTTP client refuses to send; returns the answer's body in brackets. */
    private String rawGet(String header) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort())) {
            socket.getOutputStream()
                    .write(("GET /tag HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200");
            return "[" + answer.substring(answer.indexOf("\r\n\r\n") + 4) + "]";
        }
    }
}
