package io.github.dubbogray.webhook;

import io.github.dubbogray.core.text.DurationText;
import io.github.dubbogray.core.text.Quoted;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends over HTTP with the JDK's client, within {@value #SECONDS} s for all of it. Redirects are not followed: a message goes
 * where somebody has configured it to go. The process's proxy settings hold.
 */
public final class HttpWebhook {

    private static final long SECONDS = 5;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    private final WebhookUrl url;
    private final Format format;
    private final Duration limit;
    private final HttpClient client;

    /** Sends nothing yet. */
    public HttpWebhook(WebhookUrl url, Format format) {
        this(url, format, Duration.ofSeconds(SECONDS));
    }

    /**
     * Sends nothing yet.
     *
     * @param limit how long an answer may take, in all
     */
    public HttpWebhook(WebhookUrl url, Format format, Duration limit) {
        this.url = url;
        this.format = format;
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // no upgrade is offered to receivers that take offence at it
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit)
                .build();
    }

    /** Sends a text, and waits for what becomes of it. */
    public Attempt post(String body) {
        HttpRequest request = HttpRequest.newBuilder(url.uri())
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "dubbo-gray")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, response -> new BeginningOfBody()); // its own time limit ends at the headers
        try {
            return attempt(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Attempt.Failed("time", "does not answer within " + DurationText.of(limit));
        } catch (ExecutionException e) {
            return failed(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(e);
        } finally {
            answer.cancel(true);
        }
    }

    private Attempt failed(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = thrown.getMessage();
        return new Attempt.Failed(name, "cannot be reached: " + name + (message == null ? "" : ", " + shown(message)));
    }

    private Attempt attempt(HttpResponse<String> response) {
        int status = response.statusCode();
        String body = shown(response.body());
        if (status / 100 == 2) {
            return format.read(body);
        }
        String words = "answers " + status + (body.isBlank() ? "" : " " + body);
        if (status / 100 == 5 || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT) {
            return new Attempt.Failed("status " + status, words);
        }
        return new Attempt.Refused(
                "status " + status, status / 100 == 3 ? words + " (redirects are not followed)" : words);
    }

    private String shown(String text) {
        return Quoted.sentence(url.withoutSecrets(text.strip()));
    }
}
