package io.github.dubbogray.router.alert;

import io.github.dubbogray.webhook.Attempt;
import io.github.dubbogray.webhook.HttpWebhook;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes messages and sends them. The HTTP client is loaded for the first of them. For one thread at a time. */
final class Post implements Function<List<Notice>, Attempt> {

    private final AlertSettings settings;
    private final Supplier<Sender> sender;

    private @Nullable HttpWebhook webhook;

    /**
     * Has no client yet.
     *
     * @param sender who sends; asked each time, as an application has no name from the start
     */
    Post(AlertSettings settings, Supplier<Sender> sender) {
        this.settings = settings;
        this.sender = sender;
    }

    @Override
    public Attempt apply(List<Notice> notices) {
        return webhook().post(settings.format().write(new Message(sender.get(), notices)));
    }

    private HttpWebhook webhook() {
        HttpWebhook known = webhook;
        if (known == null) {
            known = new HttpWebhook(settings.webhook(), settings.format());
            webhook = known;
        }
        return known;
    }
}
