package io.github.dubbogray.router.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.nacos.api.config.filter.AbstractConfigFilter;
import com.alibaba.nacos.api.config.filter.IConfigFilterChain;
import com.alibaba.nacos.api.config.filter.IConfigRequest;
import com.alibaba.nacos.api.config.filter.IConfigResponse;
import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.client.config.filter.impl.ConfigFilterChainManager;
import com.alibaba.nacos.client.config.filter.impl.ConfigRequest;
import com.alibaba.nacos.client.config.filter.impl.ConfigResponse;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against the chain of filters that Nacos's own client makes, which finds ours by itself. */
class AnswersTest {

    private static final List<InetSocketAddress> SERVERS = List.of(
            InetSocketAddress.createUnresolved("10.0.0.1", 8848), InetSocketAddress.createUnresolved("10.0.0.2", 8848));

    private final Answers answers = Answers.OF_NACOS;
    private final ConfigFilterChainManager client = clientOf("10.0.0.2:8848,10.0.0.1:8848");

    private static ConfigFilterChainManager clientOf(String servers) {
        Properties properties = new Properties();
        properties.setProperty("serverAddr", servers);
        return new ConfigFilterChainManager(properties);
    }

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
        assertThat(answers.from(SERVERS, () -> answered("text"))).contains("text");
    }

    @Test
    void noDocument_isAnAnswerToo() {
        assertThat(answers.from(SERVERS, () -> answered(null))).isEmpty();
    }

    @Test
    void failedQuestion_isNone() {
        assertThatThrownBy(() -> answers.from(SERVERS, () -> null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("gave no answer");
    }

    @Test
    void answerToTheQuestionBefore_isNotOneToThis() {
        answers.from(SERVERS, () -> answered(null));

        assertThatThrownBy(() -> answers.from(SERVERS, () -> null)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void publishedText_isNoAnswer() {
        assertThatThrownBy(() -> answers.from(SERVERS, this::published)).isInstanceOf(IllegalStateException.class);
    }

    private @Nullable String published() {
        ConfigRequest request = new ConfigRequest();
        request.setDataId("shop.gray-router");
        request.setContent("text");
        return filtered(request, null);
    }

    @Test
    void clientThatDoesNotTell_isBelieved() {
        assertThat(Answers.UNTOLD.from(SERVERS, () -> null)).isEmpty();
    }

    @Test
    void clientThatAClassLoaderKeepsFromTheFilter_isBelieved() {
        List<InetSocketAddress> others = List.of(InetSocketAddress.createUnresolved("10.0.0.3", 8848));

        assertThat(answers.from(others, () -> null)).isEmpty();
    }

    @Test
    void filterThatEndsTheChain_doesNotHideAnAnswer() {
        client.addFilter(new Ending());

        assertThat(answers.from(SERVERS, () -> answered(null))).isEmpty();
    }

    /** A filter of an application's own, which is before all others. */
    private static final class Ending extends AbstractConfigFilter {

        @Override
        public void init(Properties properties) {
            // It needs nothing.
        }

        @Override
        public void doFilter(IConfigRequest request, IConfigResponse response, IConfigFilterChain chain) {
            // Where there is no text, there is nothing to decrypt.
        }

        @Override
        public int getOrder() {
            return -100;
        }

        @Override
        public String getFilterName() {
            return "ending";
        }
    }
}
