package io.github.dubbogray.demo.consumer;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.demo.api.Answer;
import io.github.dubbogray.demo.api.ChainService;
import io.github.dubbogray.demo.api.EchoService;
import io.github.dubbogray.demo.api.Hop;
import io.github.dubbogray.filter.GrayContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.dubbo.config.annotation.DubboReference;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /echo} and {@code GET /chain}. The tag comes in and goes on without code here; the header {@code user-id} becomes
 * an attachment of the call to {@code /echo}, for rules of the provider's document.
 */
@RestController
class Entry {

    private final String application;

    @DubboReference(timeout = 3000, retries = 2, check = false)
    private @Nullable EchoService echo;

    @DubboReference(group = "demo-a", providedBy = "demo-a", timeout = 3000, check = false)
    private @Nullable ChainService chain;

    Entry(@Value("${dubbo.application.name}") String application) {
        this.application = application;
    }

    @GetMapping("/echo")
    Answer echo(
            @RequestParam(defaultValue = "hello") String message,
            @RequestParam(defaultValue = "0") long pauseMillis,
            @RequestHeader(name = "user-id", required = false) @Nullable String userId) {
        if (userId != null) {
            RpcContext.getClientAttachment().setAttachment("user-id", userId);
        }
        EchoService service = present(echo);
        return pauseMillis > 0 ? service.echoSlowly(message, pauseMillis) : service.echo(message);
    }

    /** Returns the hops of a request: this entry, demo-a, and whoever is behind it. */
    @GetMapping("/chain")
    List<Hop> chain() {
        List<Hop> hops = new ArrayList<>();
        String instance = application + "@" + ProcessHandle.current().pid();
        hops.add(new Hop(
                application, instance, "", GrayContext.tag().map(Tag::text).orElse("")));
        hops.addAll(present(chain).visit());
        return hops;
    }

    /** A call that nobody may serve, or that the provider failed, is no error of this entry: it says who refused it and why. */
    @ExceptionHandler({RpcException.class, IllegalStateException.class})
    ProblemDetail onFailure(RuntimeException failure) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, failure.getMessage());
        problem.setTitle(failure.getClass().getSimpleName());
        return problem;
    }

    private static <T> T present(@Nullable T reference) {
        if (reference == null) {
            throw new IllegalStateException("Dubbo has not set the reference yet");
        }
        return reference;
    }
}
