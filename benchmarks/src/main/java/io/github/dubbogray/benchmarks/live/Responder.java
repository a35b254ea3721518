package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.benchmarks.fixture.Greeter;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

/** A provider in a process of its own that answers with its name at once. It names no class of the library. */
public final class Responder {

    private Responder() {}

    /** Serves until the process is stopped. */
    public static void main(String[] arguments) {
        String name = System.getProperty("live.name");
        Greeter greeter = greeted -> name;
        ApplicationConfig application = new ApplicationConfig(Arena.APPLICATION);
        application.setQosEnable(false);
        ServiceConfig<Greeter> service = new ServiceConfig<>();
        service.setInterface(Greeter.class);
        service.setRef(greeter);
        DubboBootstrap.getInstance()
                .application(application)
                .registry(new RegistryConfig(System.getProperty("live.registry")))
                .protocol(new ProtocolConfig(System.getProperty("live.protocol"), Integer.getInteger("live.port")))
                .service(service)
                .start()
                .await();
    }
}
