package io.github.dubbogray.it.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.dubbogray.core.tag.Tag;
import io.github.dubbogray.filter.GrayContext;
import io.github.dubbogray.it.fleet.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.dubbo.config.ProtocolConfig;

/**
 * A provider that is sick on command. Commands are the texts of an {@link Ailment}, by HTTP on the port {@value #CONTROL}, which
 * has nothing to do with Dubbo and so is well when Dubbo is not. What it serves is {@link ProbeService}; {@link #relay} is a
 * second method that does the same.
 */
public final class PatientProvider implements ProbeService {

    /** The property that says where commands are taken. */
    static final String CONTROL = "patient.control";

    private static final String PORT_TO_REGISTRY = "DUBBO_PORT_TO_REGISTRY";

    private final String name;
    private final Gate gate;

    /** Replaced as a whole by a command, read by every call. */
    private volatile Condition condition = new Condition(Ailment.none(), new AtomicLong());

    private record Condition(Ailment ailment, AtomicLong calls) {}

    private PatientProvider(String name, Gate gate) {
        this.name = name;
        this.gate = gate;
    }

    /** Starts it; beside its application it has the gate and the port of commands. */
    static AutoCloseable start(ProviderSettings settings) throws IOException {
        int behind = FreePort.choose();
        Gate gate = new Gate(settings.number("probe.port"), behind);
        PatientProvider provider = new PatientProvider(settings.text("probe.name"), gate);
        HttpServer control =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.number(CONTROL)), 0);
        control.createContext("/", provider::command);
        control.start();
        gate.open();
        System.setProperty(PORT_TO_REGISTRY, settings.text("probe.port")); // which Dubbo takes from nowhere else
        try {
            settings.bootstrap()
                    .protocol(new ProtocolConfig(settings.text("probe.protocol"), behind))
                    .service(settings.service(ProbeService.class, provider))
                    .start();
        } finally {
            System.clearProperty(PORT_TO_REGISTRY);
        }
        return () -> {
            control.stop(0);
            gate.shut();
        };
    }

    @Override
    public ProbeAnswer probe(String message) {
        return answer("probe", message);
    }

    @Override
    public List<ProbeAnswer> relay(String message) {
        return List.of(answer("relay", message));
    }

    private ProbeAnswer answer(String method, String message) {
        Condition now = condition;
        now.ailment().befall(method, now.calls().getAndIncrement());
        return new ProbeAnswer(message, name, GrayContext.tag().map(Tag::text).orElse(""), Map.of(), "");
    }

    private void command(HttpExchange exchange) throws IOException {
        try (exchange) {
            become(Ailment.of(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private void become(Ailment ailment) {
        condition = new Condition(ailment, new AtomicLong());
        if (ailment.equals(Ailment.refusing())) {
            gate.shut();
        } else {
            gate.open();
        }
    }
}
