package io.github.dubbogray.router.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.client.config.filter.impl.ConfigFilterChainManager;
import com.alibaba.nacos.client.config.filter.impl.ConfigRequest;
import com.alibaba.nacos.client.config.filter.impl.ConfigResponse;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against the chain of filters that Nacos's own client makes, which finds ours by itself. */
class AnswersTest {

    private final Answers answers = Answers.OF_NACOS;
    private final ConfigFilterChainManager client = new ConfigFilterChainManager(new Properties());

    /** What Nacos's client does with what a server has said; null where there is no document. */
    private @Nullable String answered(@Nullable String text) {
        ConfigResponse response = new ConfigResponse();
        response.setDataId("shop.gray-router");
        response.setContent(text);
        return filtered(null, response);
    }

    private @Nullable String filtered(@Nullable ConfigRequest request, @Nullable ConfigResponse response) {
        try {
            client.doFilter(request, response);
        } catch (NacosException e) {
            throw new IllegalStateException(e);
        }
        return response == null ? null : response.getContent();
    }

    @Test
    void text_isTheAnswer() {
        assertThat(answers.to(() -> answered("text"))).contains("text");
    }

    @Test
    void noDocument_isAnAnswerToo() {
        assertThat(answers.to(() -> answered(null))).isEmpty();
    }

    @Test
    void failedQuestion_isNone() {
        assertThatThrownBy(() -> answers.to(() -> null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no answer");
    }

    @Test
    void answerToTheQuestionBefore_isNotOneToThis() {
        answers.to(() -> answered(null));

        assertThatThrownBy(() -> answers.to(() -> null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void publishedText_isNoAnswer() {
        assertThatThrownBy(() -> answers.to(this::published)).isInstanceOf(IllegalStateException.class);
    }

    private @Nullable String published() {
        ConfigRequest request = new ConfigRequest();
        request.setDataId("shop.gray-router");
        request.setContent("text");
        return filtered(request, null);
    }

    @Test
    void clientThatDoesNotTell_isBelieved() {
        assertThat(Answers.UNTOLD.to(() -> null)).isEmpty();
    }
}
