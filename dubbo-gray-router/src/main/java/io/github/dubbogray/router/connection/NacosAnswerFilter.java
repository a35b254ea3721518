package io.github.dubbogray.router.connection;

import com.alibaba.nacos.api.PropertyKeyConst;
import com.alibaba.nacos.api.config.filter.IConfigFilter;
import com.alibaba.nacos.api.config.filter.IConfigFilterChain;
import com.alibaba.nacos.api.config.filter.IConfigRequest;
import com.alibaba.nacos.api.config.filter.IConfigResponse;
import com.alibaba.nacos.api.exception.NacosException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Hears what came of the questions of Nacos's config clients, and changes nothing. Filters see it on the thread that asked, also
 * that there is no document, but not that a question was refused.
 */
public final class NacosAnswerFilter implements IConfigFilter {

    /** Nacos's client makes one for each of its config services. */
    public NacosAnswerFilter() {}

    @Override
    public void init(Properties properties) {
        String servers = properties.getProperty(PropertyKeyConst.SERVER_ADDR, "");
        Answers.OF_NACOS.listenTo(ServerAddresses.of(servers));
    }

    @Override
    public void doFilter(@Nullable IConfigRequest request, @Nullable IConfigResponse response, IConfigFilterChain chain)
            throws NacosException {
        if (response != null) { // else it is about a text to be published
            Answers.OF_NACOS.hear();
        }
        chain.doFilter(request, response);
    }

    /** The first: another one may end the chain where there is no text. */
    @Override
    public int getOrder() {
        return Integer.MIN_VALUE;
    }

    @Override
    public String getFilterName() {
        return NacosAnswerFilter.class.getName();
    }
}
