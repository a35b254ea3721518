package io.github.dubbogray.filter.rest;

import io.github.dubbogray.filter.GrayEntry;
import org.apache.dubbo.common.URL;
import org.apache.dubbo.common.constants.CommonConstants;
import org.apache.dubbo.common.extension.Activate;
import org.apache.dubbo.rpc.Exporter;
import org.apache.dubbo.rpc.ExporterListener;

/** Makes an application that serves Triple an entry, before its services are registered: Triple ports serve REST too. */
@Activate
public final class RestEntryListener implements ExporterListener {

    /** For Dubbo's extension loader. */
    public RestEntryListener() {}

    @Override
    public void exported(Exporter<?> exporter) {
        URL url = exporter.getInvoker().getUrl();
        if (CommonConstants.TRIPLE.equals(url.getProtocol())) {
            GrayEntry.of(url.getOrDefaultApplicationModel());
        }
    }

    @Override
    public void unexported(Exporter<?> exporter) {}
}
