package io.github.dubbogray.benchmarks.live;

import io.github.dubbogray.benchmarks.fixture.Greeter;
import java.io.IOException;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

/**
 * A provider in a process of its own that answers with its name at once, and the command {@value #USAGE} with {@link Usage}.
 * It names no class of the library.
 */
public final class Responder {

    static final String USAGE = "usage";

    private Responder() {}

    /** Serves until the process is stopped. */
    public static void main(String[] arguments) throws IOException {
        String name = System.getProperty("live.name");
        Greeter greeter = greeted -> name;
        ApplicationConfig application = new ApplicationConfig(Arena.APPLICATION);
        application.setQosEnable(false);
        ServiceConfig<Greeter> service = new ServiceConfig<>();
        service.setInterface(Greeter.class);
        service.setRef(greeter);
        DubboBootstrap provider = DubboBootstrap.getInstance()
                .application(application)
                .registry(new RegistryConfig(System.getProperty("live.registry")))
                .protocol(new ProtocolConfig(System.getProperty("live.protocol"), Integer.getInteger("live.port")))
                .service(service)
                .start();
        Commands.obey(Responder::answers);
        provider.await();
    }

    private static Commands.Answer answers() {
        UsageMeter meter = new UsageMeter();
        return command -> meter.sinceLast();
    }
}
