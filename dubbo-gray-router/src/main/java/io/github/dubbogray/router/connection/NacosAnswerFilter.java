package io.github.dubbogray.router.connection;

import com.alibaba.nacos.api.config.filter.IConfigFilter;
import com.alibaba.nacos.api.config.filter.IConfigFilterChain;
import com.alibaba.nacos.api.config.filter.IConfigRequest;
import com.alibaba.nacos.api.config.filter.IConfigResponse;
import com.alibaba.nacos.api.exception.NacosException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Hears the answers of Nacos's config clients and changes none. Their filters see what a server, or the client's own copy,
 * answered to a question, on the thread that asked, an empty answer too.
 */
public final class NacosAnswerFilter implements IConfigFilter {

    /** Nacos's client makes one for each of its config services. */
    public NacosAnswerFilter() {
        Answers.OF_NACOS.listen();
    }

    @Override
    public void init(Properties properties) {
        // Nothing of a client matters here.
    }

    @Override
    public void doFilter(@Nullable IConfigRequest request, @Nullable IConfigResponse response, IConfigFilterChain chain)
            throws NacosException {
        if (response != null) { // else it is about a text to be published
            Answers.OF_NACOS.hear();
        }
        chain.doFilter(request, response);
    }

    /** Anywhere: it sees whether there is an answer, not what it says. */
    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public String getFilterName() {
        return NacosAnswerFilter.class.getName();
    }
}
