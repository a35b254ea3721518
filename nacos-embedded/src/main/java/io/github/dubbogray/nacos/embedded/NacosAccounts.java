package io.github.dubbogray.nacos.embedded;

import io.github.dubbogray.nacos.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The accounts of a server that was started {@linkplain NacosOptions#withAccounts with accounts}. */
public final class NacosAccounts {

    private static final String ADMIN = "nacos";
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 200;
    private static final Pattern TOKEN = Pattern.compile("\"accessToken\":\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private final Credentials.Account admin;

    private NacosAccounts(String server, Credentials.Account admin) {
        this.server = server;
        this.admin = admin;
    }

    /** What an account may do. */
    public enum Right {
        /** Look. */
        READ("r"),
        /** Look and change. */
        ALL("rw");

        private final String action;

        Right(String action) {
            this.action = action;
        }
    }

    /** Makes the first account of a new server, which may do everything, and returns when it can be used. */
    public static NacosAccounts begin(EmbeddedNacos nacos, String password) {
        NacosAccounts accounts = new NacosAccounts(nacos.serverAddress(), new Credentials.Account(ADMIN, password));
        accounts.post("/v3/auth/user/admin", Map.of(), Map.of("password", password));
        accounts.awaitKnown(accounts.admin);
        return accounts;
    }

    /** Who may do everything. */
    public Credentials.Account admin() {
        return admin;
    }

    /**
     * Adds an account and returns when it can be used.
     *
     * @param namespace in which it may do so, {@code *} for all
     */
    public Credentials.Account add(String user, String password, Right right, String namespace) {
        Map<String, String> asAdmin = Map.of("Authorization", "Bearer " + token(admin));
        String role = user + "-role";
        post("/v3/auth/user", asAdmin, Map.of("username", user, "password", password));
        post("/v3/auth/role", asAdmin, Map.of("username", user, "role", role));
        post(
                "/v3/auth/permission",
                asAdmin,
                Map.of("role", role, "resource", namespace + ":*:*", "action", right.action));
        Credentials.Account account = new Credentials.Account(user, password);
        awaitKnown(account);
        return account;
    }

    /** A token of an account, as one gets who logs in. */
    public String token(Credentials.Account account) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("username", account.user());
        form.put("password", account.password());
        Matcher token = TOKEN.matcher(post("/v3/auth/user/login", Map.of(), form));
        if (!token.find()) {
            throw new IllegalStateException("Nacos gives " + account.user() + " no token");
        }
        return token.group(1);
    }

    /** Nacos looks for new accounts from time to time, and knows none of them before. */
    private void awaitKnown(Credentials.Account account) {
        long begin = System.nanoTime();
        while (true) {
            try {
                token(account);
                return;
            } catch (IllegalStateException notYet) {
                if (System.nanoTime() - begin > LONGEST.toNanos()) {
                    throw notYet;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private String post(String path, Map<String, String> headers, Map<String, String> form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + server + "/nacos" + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))));
        headers.forEach(request::header);
        try {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        path + " was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(path + " was not answered", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted", e);
    }
}
