package io.github.dubbogray.grayctl;

import static org.awaitility.Awaitility.await;

import io.github.dubbogray.nacos.Credentials;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.NacosServers;
import io.github.dubbogray.nacos.ServiceId;
import io.github.dubbogray.nacos.embedded.EmbeddedNacos;
import io.github.dubbogray.nacos.embedded.NacosOptions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One real Nacos with accounts for all tests of this JVM: {@code nacos} may do everything, {@code viewer} may look. */
final class Server {

    static final String ADMIN = "nacos";
    static final String VIEWER = "viewer";
    static final String PASSWORD = "p4ss & wörd=1";

    /** Not made with the class: who waits for accounts does so on another thread, which would wait for the class. */
    private static @Nullable Server one;

    private final EmbeddedNacos nacos;
    private final NacosAdmin admin;

    private Server() {
        nacos = EmbeddedNacos.start(NacosOptions.defaults()
                .withSystemProperties(Map.of(
                        "nacos.core.auth.enabled", "true",
                        "nacos.core.auth.admin.enabled", "true",
                        "nacos.core.auth.console.enabled", "true")));
        post("/v3/auth/user/admin", "", Map.of("password", PASSWORD));
        String token = knownToken(ADMIN);
        post("/v3/auth/user", token, Map.of("username", VIEWER, "password", PASSWORD));
        post("/v3/auth/role", token, Map.of("username", VIEWER, "role", "look"));
        post("/v3/auth/permission", token, Map.of("role", "look", "resource", "*:*:*", "action", "r"));
        knownToken(VIEWER);
        admin = NacosAdmin.of(NacosServers.of(address()).as(new Credentials.Account(ADMIN, PASSWORD)));
    }

    /** Nacos looks for new accounts from time to time, and knows none of them before. */
    private String knownToken(String user) {
        return await().atMost(Duration.ofMinutes(1))
                .ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> token(user), token -> !token.isEmpty());
    }

    /** Returns the server, which runs as long as this JVM does. */
    static synchronized Server running() {
        Server known = one;
        if (known == null) {
            known = new Server();
            one = known;
        }
        return known;
    }

    String address() {
        return nacos.serverAddress();
    }

    /** Returns a namespace of its own. */
    NacosAdmin namespace(String id) {
        admin.createNamespace(id);
        return admin.inNamespace(id);
    }

    /** Returns what a person who may do everything there has in the environment. */
    Map<String, String> environment(String namespace) {
        Map<String, String> variables = new HashMap<>();
        variables.put("GRAYCTL_SERVER", address());
        variables.put("GRAYCTL_NAMESPACE", namespace);
        variables.put("GRAYCTL_USERNAME", ADMIN);
        variables.put("GRAYCTL_PASSWORD", PASSWORD);
        variables.put("GRAYCTL_APPLICATION", "demo-provider");
        variables.put("USER", "amy");
        return variables;
    }

    String token(String user) {
        String answer = post("/v3/auth/user/login", "", Map.of("username", user, "password", PASSWORD));
        return answer.replaceFirst(".*\"accessToken\":\"([^\"]+)\".*", "$1");
    }

    /** Registers an instance whose health nobody checks. */
    static void register(NacosAdmin admin, ServiceId service, NacosInstance instance) {
        admin.register(service, instance);
        admin.endHealthChecks(service, instance.cluster());
        admin.register(service, instance);
        await().until(() -> admin.instances(service).stream()
                .anyMatch(there -> there.address().equals(instance.address())
                        && there.healthy()
                        && there.metadata().equals(instance.metadata())));
    }

    private String post(String path, String token, Map<String, String> form) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + nacos.serverAddress() + "/nacos" + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(token.isEmpty() ? "X-None" : "Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + " was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(path, e);
        }
    }
}
