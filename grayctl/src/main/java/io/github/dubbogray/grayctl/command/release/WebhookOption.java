package io.github.dubbogray.grayctl.command.release;

import io.github.dubbogray.core.text.Quoted;
import io.github.dubbogray.grayctl.command.ExitCode;
import io.github.dubbogray.grayctl.command.live.ServerOptions;
import io.github.dubbogray.grayctl.live.CommandFailure;
import io.github.dubbogray.release.Telling;
import io.github.dubbogray.release.webhook.WebhookTelling;
import io.github.dubbogray.webhook.Delivery;
import io.github.dubbogray.webhook.DeliveryNews;
import io.github.dubbogray.webhook.Format;
import io.github.dubbogray.webhook.WebhookUrl;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who else is told of a release. Whoever knows a robot's URL can speak with its voice, so it is given as passwords are. */
final class WebhookOption {

    @Option(
            names = "--webhook-file",
            paramLabel = "FILE",
            description =
                    "Tell a webhook, whose URL is the first line of this file. Also GRAYCTL_WEBHOOK_FILE, or the URL itself"
                            + " in GRAYCTL_WEBHOOK; never on the command line, which everybody on the machine can read.")
    private @Nullable String file;

    @Option(
            names = "--webhook-format",
            paramLabel = "FORMAT",
            description =
                    "generic, dingtalk, feishu, wecom or slack; generic unless given. Also GRAYCTL_WEBHOOK_FORMAT.")
    private @Nullable String format;

    /** Returns a telling that tells a webhook as well, if one is given, to the end of this process. */
    Telling beside(OfRelease command, OfRelease.Place place, Telling shown) {
        Optional<WebhookUrl> url = command.settings().secret(file, "webhook").map(WebhookOption::url);
        if (url.isEmpty()) {
            return shown;
        }
        WebhookTelling webhook = new WebhookTelling(
                place.store().application(),
                new WebhookTelling.Destination(
                        url.get(),
                        format(command.settings()),
                        ManagementFactory.getRuntimeMXBean().getName()),
                command.time(),
                new Delivery.Surroundings(
                        System::nanoTime,
                        bound -> ThreadLocalRandom.current().nextLong(bound),
                        timer(),
                        WebhookTelling.APART),
                new Said(command::remark));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(webhook), "grayctl-webhook-end"));
        return (level, text) -> {
            shown.tell(level, text);
            webhook.tell(level, text);
        };
    }

    private static WebhookUrl url(String text) {
        return WebhookUrl.read(text)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "the webhook is " + WebhookUrl.shown(text)
                                + ", must be an http or https URL with a host and without a user"));
    }

    private Format format(ServerOptions settings) {
        String name = settings.given(format, "webhook-format").orElse("generic");
        return Format.of(name)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE,
                        "the webhook's format is " + Quoted.of(name) + ", must be one of " + Format.spellings()));
    }

    private static ScheduledThreadPoolExecutor timer() {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "grayctl-webhook");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** However the process ends, the last word of a release is on its way. */
    private static void finish(WebhookTelling webhook) {
        try {
            webhook.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says on standard error what is not delivered. */
    private record Said(Consumer<String> remarks) implements DeliveryNews {
        @Override
        public void debug(String sentence) {}

        @Override
        public void info(String sentence) {
            remarks.accept(sentence);
        }

        @Override
        public void warn(String sentence) {
            remarks.accept(sentence);
        }

        @Override
        public void error(String sentence) {
            remarks.accept(sentence);
        }

        @Override
        public void dropped() {}
    }
}
