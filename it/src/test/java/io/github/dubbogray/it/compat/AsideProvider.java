package io.github.dubbogray.it.compat;

import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.RpcContext;

/** A provider that starts on any Dubbo 3; everything comes from {@code -D}. */
public final class AsideProvider {

    private AsideProvider() {}

    /** Starts it and keeps it until the process is stopped. */
    public static void main(String[] arguments) {
        String name = System.getProperty("probe.name");
        AsideService implementation =
                () -> name + " with " + RpcContext.getServerAttachment().getAttachment("x-gray-tag");
        ServiceConfig<AsideService> service = new ServiceConfig<>();
        service.setInterface(AsideService.class);
        service.setRef(implementation);
        ApplicationConfig application = new ApplicationConfig("aside-provider");
        application.setQosEnable(false);
        DubboBootstrap.getInstance()
                .application(application)
                .registry(new RegistryConfig(System.getProperty("probe.registry")))
                .protocol(new ProtocolConfig("dubbo", Integer.getInteger("probe.port")))
                .service(service)
                .start()
                .await();
    }
}
