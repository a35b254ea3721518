package io.github.dubbogray.demo.provider;

import io.github.dubbogray.demo.api.Answer;
import io.github.dubbogray.demo.api.EchoService;
import org.apache.dubbo.config.annotation.DubboService;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Answers with this process's name, labels and the tag of the call, unless it is sick. */
@DubboService
@ConditionalOnProperty(name = "demo.serves", havingValue = "echo")
class Echo implements EchoService {

    private final Identity own;
    private final Sickness sickness;

    Echo(Identity own, Sickness sickness) {
        this.own = own;
        this.sickness = sickness;
    }

    @Override
    public Answer echo(String message) {
        sickness.befall();
        return new Answer(message, own.instance(), own.labels(), Identity.tag());
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
