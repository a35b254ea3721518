package io.github.dubbogray.it.compat;

import io.github.dubbogray.it.lab.ProbeAnswer;
import io.github.dubbogray.it.lab.ProbeService;
import java.util.Map;
import java.util.TreeMap;
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
        ReferenceConfig<ProbeService> reference = new ReferenceConfig<>();
        reference.setInterface(ProbeService.class);
        reference.setCheck(false);
        reference.setTimeout(10_000);
        ApplicationConfig application = new ApplicationConfig("aside-consumer");
        application.setQosEnable(false);
        DubboBootstrap.getInstance()
                .application(application)
                .registry(new RegistryConfig(System.getProperty("probe.registry")))
                .reference(reference)
                .start();
        ProbeService service = reference.get();
        Map<String, Integer> answers = new TreeMap<>();
        for (int i = 0; i < CALLS; i++) {
            RpcContext.getClientAttachment().setAttachment("x-gray-tag", "version=v2");
            ProbeAnswer answer = service.probe("aside");
            answers.merge(answer.instance() + " with " + answer.attachments().get("x-gray-tag"), 1, Integer::sum);
        }
        System.out.println(ANSWERED + answers.keySet());
        System.out.println(END);
        System.exit(0);
    }
}
