package io.github.dubbogray.router.alert;

import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.router.settings.GrayProperties;
import io.github.dubbogray.webhook.Format;
import io.github.dubbogray.webhook.WebhookUrl;
import java.util.Optional;

/**
 * The properties of alerts.
 *
 * @param webhook {@value #WEBHOOK}: where they go
 * @param format {@value #FORMAT}: in which shape; default {@code generic}
 * @param told {@value #RESOLVED}: whether it is told too that an incident is over; default {@code false}
 */
record AlertSettings(WebhookUrl webhook, Format format, Told told) {

    static final String WEBHOOK = "dubbo.gray.alert.webhook";
    static final String FORMAT = "dubbo.gray.alert.format";
    static final String RESOLVED = "dubbo.gray.alert.resolved";

    /** What of an incident is told. */
    enum Told {
        BEGINNING,
        BEGINNING_AND_END
    }

    /** Reads them; empty where nobody is to be told, as where that cannot be read. */
    static Optional<AlertSettings> read(GrayProperties properties) {
        Format format = format(properties);
        Told told = properties.truth(RESOLVED, false) ? Told.BEGINNING_AND_END : Told.BEGINNING;
        return properties
                .text(WEBHOOK, "must be a URL; no alert is sent")
                .flatMap(text -> webhook(properties, text))
                .map(webhook -> new AlertSettings(webhook, format, told));
    }

    private static Optional<WebhookUrl> webhook(GrayProperties properties, String text) {
        Optional<WebhookUrl> webhook = WebhookUrl.read(text);
        if (webhook.isEmpty()) {
            properties.problem(WEBHOOK + " is " + WebhookUrl.shown(text)
                    + ", must be an http or https URL with a host and without a user; no alert is sent");
        }
        return webhook;
    }

    private static Format format(GrayProperties properties) {
        String rule = "must be one of " + Format.spellings() + "; it counts as generic";
        String text = properties.text(FORMAT, rule).orElse("generic");
        return Format.of(text).orElseGet(() -> {
            properties.problem(FORMAT + " is " + Quoted.of(text) + ", " + rule);
            return Format.GENERIC;
        });
    }
}
