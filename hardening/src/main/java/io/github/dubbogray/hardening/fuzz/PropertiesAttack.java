package io.github.dubbogray.hardening.fuzz;

import io.github.dubbogray.core.address.Address;
import io.github.dubbogray.filter.entry.EntryDoor;
import io.github.dubbogray.filter.trust.Claim;
import io.github.dubbogray.filter.trust.Trust;
import io.github.dubbogray.router.settings.GrayProperties;
import io.github.dubbogray.router.settings.SettingsDoor;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Configures a process with lines {@code key=value}. Whatever they say, a trust that is written down never is everyone's by mistake. */
final class PropertiesAttack implements Attack {

    private static final String TRUST = "dubbo.gray.entry.trust";
    private static final Clock NOON = Clock.fixed(Instant.ofEpochSecond(1_800_000_000), ZoneOffset.UTC);
    private static final Claim UNSIGNED =
            new Claim("canary", null, Address.read("203.0.113.9").orElseThrow());

    @Override
    public boolean isAccepted(String text) {
        Map<String, String> values = new HashMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals).strip(), line.substring(equals + 1));
            }
        });
        GrayProperties properties = GrayProperties.of(values::get);
        SettingsDoor.read(properties);
        Trust trust = EntryDoor.trust(properties, NOON);
        String said = values.getOrDefault(TRUST, "all").strip();
        Law.same(
                said.equals("all"),
                trust instanceof Trust.Everyone,
                "everyone is believed, and that is not what is said");
        if (said.equals("signature")) {
            Law.holds(trust.objectionTo(UNSIGNED) != null, "an unsigned tag is believed");
        }
        properties
                .problems()
                .forEach(problem ->
                        Law.holds(problem.chars().noneMatch(Character::isISOControl), "a problem breaks its line"));
        return properties.problems().isEmpty();
    }
}
