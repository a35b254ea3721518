package io.github.dubbogray.hardening.fuzz;

import io.github.dubbogray.core.balance.LoadWeight;
import io.github.dubbogray.core.health.MethodPattern;
import io.github.dubbogray.core.rule.NumberRange;
import io.github.dubbogray.core.rule.Source;
import io.github.dubbogray.core.rule.argument.ArgumentPath;
import io.github.dubbogray.core.rule.regex.Regex;
import io.github.dubbogray.core.rule.regex.RegexReading;
import io.github.dubbogray.core.text.DurationText;
import io.github.dubbogray.core.text.JsonText;
import io.github.dubbogray.core.text.PercentText;
import io.github.dubbogray.grayctl.input.Input;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.grayctl.live.Profile;
import io.github.dubbogray.nacos.NacosServers;
import io.github.dubbogray.webhook.WebhookUrl;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** Attacks on single values that operators type, and on profiles. */
final class OperatorTexts {

    private static final int EXIT_CODE = 2;

    private OperatorTexts() {}

    /** What is wrong with a profile ends the command; that is its only exception. */
    static boolean profile(String text) {
        try {
            Profile profile = Profile.of(Map.of()).with(new Input.Text("profile", text), EXIT_CODE);
            Profile.KEYS.forEach(profile::get);
            profile.credentials(key -> Optional.empty(), file -> "secret", EXIT_CODE);
            return true;
        } catch (CommandFailure documented) {
            Law.same(EXIT_CODE, documented.exitCode(), "a command ends as it was told to");
            return false;
        }
    }

    static boolean regex(String text) {
        int lineEnd = text.indexOf('\n');
        String value = lineEnd < 0 ? "aaaaaaaaaaaaaaaaaaaaaaaaaaaaab" : text.substring(lineEnd + 1);
        RegexReading reading = Regex.read(lineEnd < 0 ? text : text.substring(0, lineEnd));
        if (reading instanceof RegexReading.Compiled compiled) {
            compiled.regex().matches(value);
        }
        return reading instanceof RegexReading.Compiled;
    }

    static boolean spellings(String text) {
        var duration = DurationText.read(text);
        duration.ifPresent(
                read -> Law.same(duration, DurationText.read(DurationText.of(read)), "a duration reads the same"));
        var percent = PercentText.read(text);
        percent.ifPresent(
                read -> Law.same(percent, PercentText.read(PercentText.of(read)), "a percentage reads the same"));
        var methods = MethodPattern.read(text);
        methods.ifPresent(read -> Law.same(methods, MethodPattern.read(read.toString()), "a method reads the same"));
        var source = Source.of(text);
        source.ifPresent(read -> Law.same(source, Source.of(read.spelling()), "a source reads the same"));
        var number = NumberRange.read(text);
        number.ifPresent(OperatorTexts::compared);
        var path = ArgumentPath.of(text);
        path.ifPresent(read -> Law.same(path, ArgumentPath.of(read.spelling()), "a path reads the same"));
        LoadWeight.read(text);
        return duration.isPresent()
                || percent.isPresent()
                || methods.isPresent()
                || source.isPresent()
                || number.isPresent()
                || path.isPresent();
    }

    private static void compared(BigDecimal bound) {
        NumberRange.of(Optional.of(bound), Optional.of(bound))
                .ifPresent(range -> Law.holds(range.min().equals(range.max()), "a range has two ends"));
    }

    static boolean json(String text) {
        JsonText.Reading reading = JsonText.read(text);
        if (reading instanceof JsonText.Reading.Malformed malformed) {
            Law.holds(malformed.problem().chars().noneMatch(Character::isISOControl), "a problem breaks its line");
        }
        return reading instanceof JsonText.Reading.Read;
    }

    /** A text that is no address of a server is an {@link IllegalArgumentException}, and that alone. */
    static boolean urls(String text) {
        Optional<WebhookUrl> webhook = WebhookUrl.read(text);
        webhook.ifPresent(WebhookUrl::describe);
        Law.holds(WebhookUrl.shown(text).lines().count() <= 1, "what is shown breaks its line");
        try {
            NacosServers servers = NacosServers.of(text);
            servers.nodes().forEach(node -> Law.holds(node.getHost() != null, "a server has no host"));
            return true;
        } catch (IllegalArgumentException documented) {
            return webhook.isPresent();
        }
    }
}
