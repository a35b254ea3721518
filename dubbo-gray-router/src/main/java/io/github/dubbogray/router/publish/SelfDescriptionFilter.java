package io.github.dubbogray.router.publish;

import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.metadata.MetadataParamsFilter;

/**
 * Keeps {@link SelfDescription} out of Dubbo's service metadata: it differs with every start, and instances that offer the
 * same share one revision of that.
 */
@Activate
public final class SelfDescriptionFilter implements MetadataParamsFilter {

    /** For Dubbo's extension loader. */
    public SelfDescriptionFilter() {}

    /** Dubbo leaves out what has this behind a dot. */
    @Override
    public String[] serviceParamsExcluded() {
        return new String[] {"gray-own"};
    }
}
