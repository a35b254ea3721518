package io.github.dubbogray.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.dubbogray.core.document.DocumentReader;
import io.github.dubbogray.it.fleet.Fleet;
import io.github.dubbogray.it.fleet.FreePort;
import io.github.dubbogray.it.fleet.Grayctl;
import io.github.dubbogray.it.lab.FleetExtension;
import io.github.dubbogray.it.lab.KnownDocument;
import io.github.dubbogray.it.lab.Lab;
import io.github.dubbogray.it.lab.ProbeConsumer;
import io.github.dubbogray.nacos.Credentials;
import io.github.dubbogray.nacos.NacosServers;
import io.github.dubbogray.nacos.embedded.EmbeddedNacos;
import io.github.dubbogray.nacos.embedded.NacosAccounts;
import io.github.dubbogray.nacos.embedded.NacosOptions;
import io.github.dubbogray.router.event.DegradedFor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A Nacos that asks who one is, as it should in production: registry, documents, announcements and the operator's commands. */
@ExtendWith(FleetExtension.class)
class AccountsIT {

    private static final String PASSWORD = "s3cret-of-nacos";
    private static final String APPLICATIONS = "applications";
    private static final Duration EFFECT = Duration.ofSeconds(15);

    /** Refused, a consumer asks less and less often, each minute in the end. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static EmbeddedNacos nacos;
    private static NacosAccounts accounts;
    private static Credentials.Account applications;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        nacos = EmbeddedNacos.start(NacosOptions.defaults().withAccounts());
        accounts = NacosAccounts.begin(nacos, PASSWORD);
        applications = accounts.add(APPLICATIONS, PASSWORD, NacosAccounts.Right.ALL, "*");
    }

    @AfterAll
    static void stop() {
        nacos.close();
    }

    /** Where this Nacos is one of several servers, the others of which are dead. */
    private static Lab lab(Fleet fleet, String... dead) {
        String addresses = String.join(",", dead) + (dead.length == 0 ? "" : ",") + nacos.serverAddress();
        return Lab.open(fleet, NacosServers.of(addresses).as(accounts.admin()), applications);
    }

    private Grayctl.Ran grayctl(Lab lab, Credentials.Account account, String... arguments) {
        Map<String, String> environment = new HashMap<>();
        environment.put("GRAYCTL_SERVER", lab.admin().servers().toString());
        environment.put("GRAYCTL_NAMESPACE", lab.namespace());
        environment.put("GRAYCTL_APPLICATION", Lab.APPLICATION);
        environment.put("GRAYCTL_USERNAME", account.user());
        environment.put("GRAYCTL_PASSWORD", account.password());
        return new Grayctl(folder, environment).run(arguments);
    }

    private void done(Lab lab, Credentials.Account account, String... arguments) {
        Grayctl.Ran ran = grayctl(lab, account, arguments);
        assertThat(ran.exitCode()).as(ran.toString()).isZero();
        assertThat(ran.out() + ran.err()).doesNotContain(PASSWORD);
    }

    @Test
    @DisplayName(
            "With the account of its registry's address a consumer follows documents, sees an operator's labels and announces"
                    + " itself; the operator's account steers it")
    void accounts_areEnoughForEverything(Fleet fleet) throws Exception {
        try (Lab lab = lab(fleet)) {
            lab.provider("v1", "version=v1");
            Lab.Instance other = lab.provider("other", "version=v9");
            ProbeConsumer consumer = lab.consumer("with-account");
            String document = Texts.withRules("- { id: all, to: canary }");
            Files.writeString(folder.resolve("d.yaml"), document);

            done(lab, accounts.admin(), "apply", "d.yaml", "--yes");
            assertThat(grayctl(lab, accounts.admin(), "wait", "--timeout", "30s")
                            .out())
                    .isEqualTo("1 consumer runs " + DocumentReader.revisionOf(document) + "\n");
            assertThat(consumer.untagged().getTag()).isEqualTo("canary");

            String address = "127.0.0.1:" + other.port();
            done(lab, accounts.admin(), "label", "set", address, "version=v2", "--yes");
            await().atMost(EFFECT)
                    .untilAsserted(
                            () -> assertThat(consumer.untagged().getInstance()).isEqualTo("other"));
            Files.writeString(folder.resolve("d.yaml"), Texts.withRules("- { id: all, to: stable }"));
            done(lab, accounts.admin(), "apply", "d.yaml", "--yes");
            await().atMost(EFFECT).until(() -> consumer.untagged().getTag().equals("stable"));
        }
    }

    @Test
    @DisplayName("E7: where the first of two servers is dead, providers and consumers start and follow documents")
    void firstServerDead_startsAndFollows(Fleet fleet) throws Exception {
        try (Lab lab = lab(fleet, "127.0.0.1:" + FreePort.choose())) {
            lab.provider("v1", "version=v1");
            lab.provider("v2", "version=v2,env=gray");
            lab.publish(Texts.withRules("- { id: all, to: canary }"));
            ProbeConsumer consumer = lab.consumer("of-two-servers");

            assertThat(consumer.untagged().getTag()).isEqualTo("canary");
            lab.publish(Texts.withRules("- { id: all, to: stable }"));
            await().atMost(EFFECT).until(() -> consumer.untagged().getTag().equals("stable"));
        }
    }

    @Test
    @DisplayName(
            "E7: a config centre that does not take the account is said, and the application runs, on stable; once it takes it,"
                    + " the document is in force")
    void unknownAccount_runsOnStableUntilItIsKnown(Fleet fleet) throws Exception {
        try (Lab lab = lab(fleet)) {
            lab.provider("v1", "version=v1");
            lab.provider("v2", "version=v2,env=gray");
            lab.publish(Texts.withRules("- { id: all, to: canary }"));
            ProbeConsumer consumer = lab.consumer(
                    "unknown-account",
                    Map.of(
                            "dubbo.config-center.address",
                            "nacos://" + nacos.serverAddress() + "?namespace=" + lab.namespace()
                                    + "&username=latecomer&password=" + PASSWORD + "&nacos.check=false"));

            assertThat(consumer.untagged().getInstance()).isEqualTo("v1");
            assertThat(KnownDocument.isDegraded(consumer, DegradedFor.UNANSWERED))
                    .isTrue();

            accounts.add("latecomer", PASSWORD, NacosAccounts.Right.ALL, "*");
            await().atMost(PATIENCE).until(() -> consumer.untagged().getTag().equals("canary"));
            assertThat(KnownDocument.isDegraded(consumer, DegradedFor.UNANSWERED))
                    .isFalse();
        }
    }
}
