package io.github.dubbogray.grayctl;

import static org.awaitility.Awaitility.await;

import io.github.dubbogray.nacos.Credentials;
import io.github.dubbogray.nacos.NacosAdmin;
import io.github.dubbogray.nacos.NacosInstance;
import io.github.dubbogray.nacos.NacosServers;
import io.github.dubbogray.nacos.ServiceId;
import io.github.dubbogray.nacos.embedded.EmbeddedNacos;
import io.github.dubbogray.nacos.embedded.NacosAccounts;
import io.github.dubbogray.nacos.embedded.NacosOptions;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One real Nacos with accounts for all tests of this JVM: {@code nacos} may do everything, {@code viewer} may look. */
final class Server {

    static final String ADMIN = "nacos";
    static final String VIEWER = "viewer";
    static final String PASSWORD = "p4ss & wörd=1";

    /** So short that they run out under commands that are at work. */
    static final Duration TOKENS = Duration.ofSeconds(5);

    /** Not made with the class: who waits for accounts does so on another thread, which would wait for the class. */
    private static @Nullable Server one;

    private final EmbeddedNacos nacos;
    private final NacosAccounts accounts;
    private final NacosAdmin admin;

    private Server() {
        nacos = EmbeddedNacos.start(NacosOptions.defaults().withAccounts().withTokensOf(TOKENS));
        accounts = NacosAccounts.begin(nacos, PASSWORD);
        accounts.add(VIEWER, PASSWORD, NacosAccounts.Right.READ, "*");
        admin = NacosAdmin.of(NacosServers.of(address()).as(accounts.admin()));
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

    /** Returns the console's, which people have in their browsers, and try. */
    String consoleAddress() {
        return URI.create(nacos.consoleUrl()).getAuthority();
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

    /** Returns a token, which runs out soon. */
    String token(String user) {
        return accounts.token(new Credentials.Account(user, PASSWORD));
    }

    /** Registers an instance whose health nobody checks; a check that was on its way may still find it ill, so again. */
    static void register(NacosAdmin admin, ServiceId service, NacosInstance instance) {
        admin.register(service, instance);
        admin.endHealthChecks(service, instance.cluster());
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            admin.register(service, instance);
            return isShown(admin, service, instance);
        });
    }

    private static boolean isShown(NacosAdmin admin, ServiceId service, NacosInstance instance) {
        return admin.instances(service).stream()
                .anyMatch(there -> there.address().equals(instance.address())
                        && there.healthy()
                        && there.metadata().equals(instance.metadata()));
    }
}
