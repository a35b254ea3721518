package io.github.dubbogray.hardening.fuzz;

import io.github.dubbogray.core.address.Address;
import io.github.dubbogray.core.address.Network;
import io.github.dubbogray.core.baggage.W3cBaggage;
import io.github.dubbogray.core.label.Labels;
import io.github.dubbogray.core.label.LabelsReading;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.core.tag.TagReading;
import io.github.dubbogray.filter.trust.Claim;
import io.github.dubbogray.filter.trust.HostPatterns;
import io.github.dubbogray.filter.trust.Secrets;
import io.github.dubbogray.filter.trust.TagSignatures;
import io.github.dubbogray.filter.trust.Trust;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Attacks on what a request brings, and on what decides whose is believed. */
final class RequestTexts {

    private static final String SECRET = "the secret of the fuzzer";
    private static final long NOW = 1_800_000_000;
    private static final Trust SIGNED = new Trust.Signed(
            TagSignatures.of(Secrets.read(SECRET, problem -> {}).orElseThrow(), 300, () -> NOW));

    private RequestTexts() {}

    static boolean tag(String text) {
        TagReading reading = Tag.read(text);
        if (reading instanceof TagReading.Accepted accepted) {
            Law.same(accepted, Tag.read(accepted.tag().text()), "a tag travels and is the same");
        }
        return reading instanceof TagReading.Accepted;
    }

    static boolean labels(String text) {
        LabelsReading reading = Labels.read(text);
        Law.same(
                new LabelsReading(reading.labels(), List.of()),
                Labels.read(reading.labels().toString()),
                "labels are printed, and read the same");
        return reading.problems().isEmpty();
    }

    static boolean baggage(String header) {
        String value = W3cBaggage.value(header, Tag.KEY);
        String without = W3cBaggage.without(header, Tag.KEY);
        Law.holds(W3cBaggage.value(without, Tag.KEY) == null, "a tag that was taken out is there");
        Law.holds(without.length() <= header.length(), "taking out makes longer");
        Law.same(without, W3cBaggage.without(without, Tag.KEY), "taking out twice is taking out once");
        return value != null;
    }

    /** A signature is believed exactly where another implementation of the same format says so. */
    static boolean signature(String text) {
        int lineEnd = text.indexOf('\n');
        String tag = lineEnd < 0 ? text : text.substring(0, lineEnd);
        String signature = lineEnd < 0 ? null : text.substring(lineEnd + 1);
        boolean believed = SIGNED.objectionTo(new Claim(tag, signature, null)) == null;
        Law.same(
                signature != null && isSigned(tag, signature),
                believed,
                "who has not signed is believed, or who has is not");
        return believed;
    }

    private static boolean isSigned(String tag, String signature) {
        int dot = signature.indexOf('.');
        String seconds = signature.substring(0, Math.max(dot, 0));
        return !seconds.isEmpty()
                && seconds.length() <= 12
                && seconds.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && Math.abs(Long.parseLong(seconds) - NOW) <= 300
                && signature.substring(dot + 1).equals(mac(tag + "\n" + seconds));
    }

    private static String mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean network(String text) {
        Optional<Network> network = Network.read(text);
        network.ifPresent(read -> {
            Law.same(network, Network.read(read.toString()), "a network is printed, and reads the same");
            Law.holds(read.contains(read.first()), "a network is without its first address");
            Law.holds(read.contains(read.first().toString()), "a network is without the spelling of its first address");
            Law.holds(read.contains(read), "a network is not in itself");
        });
        Optional<Address> address = Address.read(text);
        address.ifPresent(read -> {
            Law.same(address, Address.read(read.toString()), "an address is printed, and reads the same");
            Law.same(read.toString(), String.valueOf(Address.canonical(text)), "an address has one spelling");
        });
        Law.holds(address.isEmpty() || network.isPresent(), "an address is no network");
        Law.holds(
                address.isEmpty() || Address.readBeforePort(text).isPresent(),
                "an address is none where a port may follow");
        return network.isPresent();
    }

    static boolean hosts(String text) {
        int lineEnd = text.indexOf('\n');
        String host = lineEnd < 0 ? "orders.internal" : text.substring(lineEnd + 1);
        List<String> problems = new ArrayList<>();
        HostPatterns patterns = HostPatterns.read(lineEnd < 0 ? text : text.substring(0, lineEnd), problems::add);
        Law.holds(
                !patterns.match(null) || patterns.patterns().contains(HostPatterns.ALL),
                "an unknown host may see tags without all");
        if (host.chars()
                .allMatch(letter -> letter < 0x80)) { // upper case makes other letters of some, as of the long s
            Law.same(patterns.match(host), patterns.match(host.toUpperCase(Locale.ROOT)), "letter case matters");
        }
        return problems.isEmpty();
    }
}
