package io.github.dubbogray.demo.provider;

import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.demo.api.Answer;
import io.github.dubbogray.demo.api.EchoService;
import io.github.dubbogray.filter.GrayContext;
import org.apache.dubbo.config.annotation.DubboService;
import org.springframework.beans.factory.annotation.Value;

/** Answers with this process's name, labels and the tag of the call. */
@DubboService
class Echo implements EchoService {

    private final String instance;
    private final String labels;

    Echo(@Value("${demo.name}") String name, @Value("${dubbo.gray.labels:}") String labels) {
        this.instance = name + "@" + ProcessHandle.current().pid();
        this.labels = labels;
    }

    @Override
    public Answer echo(String message) {
        return new Answer(
                message, instance, labels, GrayContext.tag().map(Tag::text).orElse(""));
    }

    @Override
    public Answer echoSlowly(String message, long pauseMillis) {
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return echo(message);
    }
}
