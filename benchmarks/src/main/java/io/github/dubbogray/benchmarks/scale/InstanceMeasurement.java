package io.github.dubbogray.benchmarks.scale;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.api.naming.pojo.ServiceInfo;
import com.alibaba.nacos.common.utils.JacksonUtils;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one instance of a list costs on the wire and in a client's heap: a service of 1 000 instances as Dubbo 3.3 registers
 * them, with two labels, in the form in which Nacos's client gets it. Prints both, in bytes. Exact with the serial collector:
 * {@code java -Xmx512m -XX:+UseSerialGC -cp … io.github.dubbogray.benchmarks.scale.InstanceMeasurement}.
 */
public final class InstanceMeasurement {

    private static final int INSTANCES = 1_000;
    private static final int LISTS = 20;
    private static final int COLLECTIONS = 4;

    private InstanceMeasurement() {}

    /** Prints bytes of one instance on the wire and on the heap. */
    public static void main(String[] ignored) {
        String wire = JacksonUtils.toJson(service());
        List<ServiceInfo> kept = new ArrayList<>(LISTS);
        JacksonUtils.toObj(wire, ServiceInfo.class); // loads what is loaded once
        long before = usedBytes();
        for (int i = 0; i < LISTS; i++) {
            kept.add(JacksonUtils.toObj(wire, ServiceInfo.class));
        }
        long after = usedBytes();
        System.out.println("on the wire " + wire.getBytes(StandardCharsets.UTF_8).length / INSTANCES + ", in the heap "
                + (after - before) / LISTS / INSTANCES + " of " + kept.size() + " lists");
    }

    private static ServiceInfo service() {
        ServiceInfo service = new ServiceInfo("DEFAULT_GROUP@@shop", "");
        service.setHosts(IntStream.range(0, INSTANCES)
                .mapToObj(InstanceMeasurement::instance)
                .toList());
        return service;
    }

    private static Instance instance(int number) {
        Instance instance = new Instance();
        instance.setInstanceId("10.0." + number / 250 + "." + number % 250 + "#20880#DEFAULT#DEFAULT_GROUP@@shop");
        instance.setIp("10.0." + number / 250 + "." + number % 250);
        instance.setPort(20_880);
        instance.setServiceName("DEFAULT_GROUP@@shop");
        instance.setClusterName("DEFAULT");
        instance.setMetadata(new HashMap<>(Map.of(
                "dubbo.endpoints",
                "[{\"port\":20880,\"protocol\":\"dubbo\"}]",
                "dubbo.metadata-service.url-params",
                "{\"connections\":\"1\",\"version\":\"1.0.0\",\"dubbo\":\"2.0.2\",\"side\":\"provider\",\"port\":\"20880\","
                        + "\"protocol\":\"dubbo\"}",
                "dubbo.metadata.revision",
                String.format("%032x", number % 3),
                "dubbo.metadata.storage-type",
                "local",
                "timestamp",
                Long.toString(1_800_000_000_000L + number),
                "gray.version",
                number % 10 == 0 ? "v2" : "v1",
                "gray.region",
                "sh")));
        return instance;
    }

    private static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
