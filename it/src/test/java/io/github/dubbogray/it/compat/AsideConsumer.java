package io.github.dubbogray.it.compat;

import java.util.Set;
import java.util.TreeSet;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;
import org.apache.dubbo.rpc.RpcContext;

/** A consumer that starts on any Dubbo 3, calls with a tag, and prints which instances answered. */
public final class AsideConsumer {

    /** Begins the line of the answers. */
    static final String ANSWERED = "answered by ";

    /** The last line it prints. */
    static final String END = "aside-consumer-end";

    private static final int CALLS = 40;

    private AsideConsumer() {}

    /** Runs it; {@code -Dprobe.registry} says where the providers are. */
    public static void main(String[] arguments) {
        ReferenceConfig<AsideService> reference = new ReferenceConfig<>();
        reference.setInterface(AsideService.class);
        reference.setCheck(false);
        reference.setTimeout(10_000);
        ApplicationConfig application = new ApplicationConfig("aside-consumer");
        application.setQosEnable(false);
        DubboBootstrap.getInstance()
                .application(application)
                .registry(new RegistryConfig(System.getProperty("probe.registry")))
                .reference(reference)
                .start();
        AsideService service = reference.get();
        Set<String> answers = new TreeSet<>();
        for (int i = 0; i < CALLS; i++) {
            RpcContext.getClientAttachment().setAttachment("x-gray-tag", "version=v2");
            answers.add(service.who());
        }
        System.out.println(ANSWERED + answers);
        System.out.println(END);
        System.exit(0);
    }
}
