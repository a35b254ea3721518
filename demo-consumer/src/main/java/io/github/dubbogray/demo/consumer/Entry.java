package io.github.dubbogray.demo.consumer;

import io.github.dubbogray.demo.api.Answer;
import io.github.dubbogray.demo.api.EchoService;
import org.apache.dubbo.config.annotation.DubboReference;
import org.apache.dubbo.rpc.RpcContext;
import org.apache.dubbo.rpc.RpcException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /echo}: hands the headers {@code x-gray-tag} and {@code user-id} to the call as attachments. */
@RestController
class Entry {

    @DubboReference(timeout = 3000, retries = 2, check = false)
    private @Nullable EchoService echo;

    @GetMapping("/echo")
    Answer echo(
            @RequestParam(defaultValue = "hello") String message,
            @RequestParam(defaultValue = "0") long pauseMillis,
            @RequestHeader(name = "x-gray-tag", required = false) @Nullable String tag,
            @RequestHeader(name = "user-id", required = false) @Nullable String userId) {
        attach("x-gray-tag", tag);
        attach("user-id", userId);
        EchoService service = service();
        return pauseMillis > 0 ? service.echoSlowly(message, pauseMillis) : service.echo(message);
    }

    /** A call that nobody may serve is no error of this entry: it says who refused it and why. */
    @ExceptionHandler
    ProblemDetail onFailure(RpcException failure) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, failure.getMessage());
        problem.setTitle(failure.getClass().getSimpleName());
        return problem;
    }

    private EchoService service() {
        if (echo == null) {
            throw new IllegalStateException("Dubbo has not set the reference yet");
        }
        return echo;
    }

    private static void attach(String key, @Nullable String value) {
        if (value != null) {
            RpcContext.getClientAttachment().setAttachment(key, value);
        }
    }
}
